package org.datasync.connector.prospect2;

import java.time.Duration;
import java.util.Optional;
import org.datasync.connector.budget.Permit;

/** How one HTTP request ended. */
sealed interface Exchange {
    /**
     * An answer of any status.
     *
     * @param retryAfter what the header asks for, whole seconds or a date
     * @param received when Prospect2 had the request at the latest, by its own account, in the time of
     *     {@link System#nanoTime}; or {@link Permit#UNTOLD}
     */
    record Answered(int status, byte[] body, Optional<Duration> retryAfter, long received) implements Exchange {
        /** The same, read as another status. */
        Answered as(int otherStatus) {
            return new Answered(otherStatus, body, retryAfter, received);
        }
    }

    /** No connection: it was not sent. */
    record NotSent(String reason) implements Exchange {}

    /** It may have been received; no answer came back. */
    record Lost(String reason) implements Exchange {}
}
