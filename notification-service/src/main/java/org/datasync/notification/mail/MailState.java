package org.datasync.notification.mail;

/** Where a mail stands. The name is stored. */
enum MailState {
    /** Due at its next attempt. */
    WAITING,
    /** With the mail server now; after a crash in doubt. */
    SENDING,
    /** Accepted by the mail server. */
    SENT,
    /** Refused for good, or given up. */
    REFUSED,
    /** Not wanted by its recipient. */
    SUPPRESSED,
    /** Waits for the recipient's daily digest. */
    COLLECTED,
    /** Part of a digest, which is a mail of its own. */
    DIGESTED
}
