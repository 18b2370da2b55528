package org.datasync.notification.mail;

import java.time.Instant;

/**
 * A mail as it stands.
 *
 * @param copyNo 1, and one more each time it was asked for again
 * @param subject null before the first attempt
 * @param reason why it waits, was refused or is not sent; else null
 * @param digestMailNo the mail it was collected into, or null
 * @param inDoubt whether an attempt ended without an answer, so that the server may have taken the mail then
 * @param finishedAt when it was accepted, refused or suppressed; null while it waits
 */
record StoredMail(
        long mailNo,
        String eventId,
        NoticeKind kind,
        Channel channel,
        String recipient,
        String recipientKey,
        int copyNo,
        String subject,
        MailState state,
        int attempt,
        Instant nextAttemptAt,
        String reason,
        String messageId,
        Long digestMailNo,
        boolean inDoubt,
        Instant createdAt,
        Instant finishedAt) {
    /** Without the recipient. */
    @Override
    public String toString() {
        return "StoredMail[mailNo=" + mailNo + ", state=" + state + "]";
    }
}
