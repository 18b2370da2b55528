package org.datasync.notification.mail;

import java.time.Instant;
import java.util.List;

/**
 * An address that no mail reaches.
 *
 * @param at when the last mail was refused or came back
 * @param deliveryId of that mail
 */
record RefusedRecipient(String address, Instant at, String reason, long deliveryId) {
    private static RefusedRecipient of(StoredMail mail) {
        return new RefusedRecipient(mail.recipient(), mail.finishedAt(), mail.reason(), mail.mailNo());
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "RefusedRecipient[deliveryId=" + deliveryId + "]";
    }

    /** All of a sync. */
    record Items(List<RefusedRecipient> items) {
        static Items of(List<StoredMail> mails) {
            return new Items(mails.stream().map(RefusedRecipient::of).toList());
        }
    }
}
