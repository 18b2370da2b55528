package org.datasync.notification.mail;

import java.time.Instant;
import java.util.List;

/** A message as the REST interface shows it. {@code nextAttemptAt} only while it waits. */
record DeliveryView(
        long id,
        NoticeKind event,
        Channel channel,
        String recipient,
        String subject,
        MailState state,
        int attempts,
        Instant nextAttemptAt,
        String reason,
        String messageId,
        Instant createdAt,
        Instant finishedAt) {

    static DeliveryView of(StoredMail mail) {
        boolean waits = mail.state() == MailState.WAITING || mail.state() == MailState.SENDING;
        return new DeliveryView(
                mail.mailNo(),
                mail.kind(),
                mail.channel(),
                mail.recipient(),
                mail.subject(),
                mail.state(),
                mail.attempt(),
                waits ? mail.nextAttemptAt() : null,
                mail.reason(),
                mail.messageId(),
                mail.createdAt(),
                mail.finishedAt());
    }

    /** A list of them. */
    record Items(List<DeliveryView> items) {
        static Items of(List<StoredMail> mails) {
            return new Items(mails.stream().map(DeliveryView::of).toList());
        }
    }
}
