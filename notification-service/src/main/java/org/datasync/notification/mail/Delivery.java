package org.datasync.notification.mail;

/** What came of handing a mail to the mail server. Reasons hold no address. */
sealed interface Delivery {

    /** The server has it and is responsible now. */
    record Accepted() implements Delivery {}

    /** Never for this mail: the server said so for good. */
    record Refused(String reason) implements Delivery {}

    /** Not now, for a reason that lies in this mail or its recipient. */
    record Later(String reason) implements Delivery {}

    /** Not now, and no other mail either: the server is not there, or refuses this service as a client. */
    record Unavailable(String reason) implements Delivery {}
}
