package org.datasync.notification.mail;

/** Where a mail stands. The name is stored. */
enum MailState {
    /** Due at its next attempt. */
    WAITING,
    /** With the mail server now; after a crash in doubt. */
    SENDING,
    /** Accepted by the mail server. */
    SENT,
    /** Refused for good, or put off for too long, for a reason that lies in the mail or its recipient. */
    REFUSED,
    /** The mail server was not available for too long. Says nothing about the recipient. */
    GIVEN_UP,
    /** Accepted by the mail server, and returned later as undeliverable: somebody told us so. */
    BOUNCED,
    /** Not wanted by its recipient. */
    SUPPRESSED,
    /** Waits for the recipient's daily digest. */
    COLLECTED,
    /** Part of a digest, which is a mail of its own. */
    DIGESTED
}
