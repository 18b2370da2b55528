package org.datasync.notification.delivery;

import java.time.Duration;

/** What came of handing a message to the server of its channel. Reasons hold no address. */
public sealed interface Delivery {

    /** The server has it and is responsible now. */
    record Accepted() implements Delivery {}

    /** Never for this message: the server said so for good. */
    record Refused(String reason) implements Delivery {}

    /** Not now, for a reason that lies in this message or its recipient. */
    record Later(String reason) implements Delivery {}

    /**
     * Not now, and nothing else either: the server is not there, or refuses this service as a client.
     *
     * @param doubtful whether the server may have taken the message before it fell silent
     * @param atLeast how long the server asked to be left alone; zero if it did not
     */
    record Unavailable(String reason, boolean doubtful, Duration atLeast) implements Delivery {
        public Unavailable(String reason, boolean doubtful) {
            this(reason, doubtful, Duration.ZERO);
        }

        public Unavailable(String reason) {
            this(reason, false);
        }
    }
}
