package org.datasync.notification.mail;

import java.time.Instant;

/**
 * A mail that this replica sends now.
 *
 * @param epoch of the lease it was claimed under; with the attempt it fences the result
 * @param attempt 1 for the first
 */
record ClaimedMail(
        long mailNo,
        long epoch,
        int attempt,
        MailAddress recipient,
        String messageId,
        Instant createdAt,
        NoticeKind kind,
        byte[] payload) {
    /** Without recipient and payload. */
    @Override
    public String toString() {
        return "ClaimedMail[mailNo=" + mailNo + ", attempt=" + attempt + "]";
    }
}
