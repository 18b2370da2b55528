package org.datasync.notification.mail;

/** What a notice tells. The name is stored. */
enum NoticeKind {
    RUN_FINISHED,
    RUN_HELD,
    RUN_STALLED,
    /** What was collected for one recipient in a day. */
    DIGEST,
    /** Somebody tries the settings. */
    TEST
}
