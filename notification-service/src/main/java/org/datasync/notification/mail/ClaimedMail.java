package org.datasync.notification.mail;

import java.time.Instant;

/**
 * A message that this replica sends now.
 *
 * @param epoch of the lease it was claimed under; with the attempt it fences the result
 * @param attempt 1 for the first
 * @param recipient an address, or the name of a webhook
 */
record ClaimedMail(
        long mailNo,
        long epoch,
        int attempt,
        String recipient,
        String messageId,
        Instant createdAt,
        StoredNotice notice) {
    /** Without the recipient. */
    @Override
    public String toString() {
        return "ClaimedMail[mailNo=" + mailNo + ", attempt=" + attempt + "]";
    }
}
