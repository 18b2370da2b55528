package org.datasync.notification.mail;

import java.time.Instant;
import java.util.List;

/**
 * A message as the REST interface shows it.
 *
 * @param nextAttemptAt only while it waits
 * @param digestId the delivery it became part of, or null
 * @param perhapsTwice whether it may have arrived twice, with the same Message-ID: an attempt ended without an answer
 */
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
        Long digestId,
        boolean perhapsTwice,
        Instant createdAt,
        Instant finishedAt) {

    static DeliveryView of(StoredMail mail) {
        boolean waits =
                switch (mail.state()) {
                    case WAITING, SENDING, COLLECTED -> true;
                    case SENT, REFUSED, GIVEN_UP, BOUNCED, SUPPRESSED, DIGESTED -> false;
                };
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
                mail.digestMailNo(),
                mail.inDoubt() && mail.state() == MailState.SENT,
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
