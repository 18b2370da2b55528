package org.datasync.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datasync.notification.NotificationConfig;
import org.datasync.platform.problem.ProblemException;

/** Makes messages due again because an operator asks for it. All of them or none. */
@ApplicationScoped
class Resending {
    private final DeliveryRepository deliveries;
    private final AddedMails added;
    private final NotificationConfig config;
    private final Clock clock;

    Resending(DeliveryRepository deliveries, AddedMails added, NotificationConfig config, Clock clock) {
        this.deliveries = deliveries;
        this.added = added;
        this.config = config;
        this.clock = clock;
    }

    @Transactional
    void resend(UUID runId, List<Long> mailNos) {
        Map<Long, StoredMail> mails =
                deliveries.ofRun(runId).stream().collect(Collectors.toMap(StoredMail::mailNo, Function.identity()));
        for (Long mailNo : mailNos.stream().distinct().toList()) {
            StoredMail mail = mails.get(mailNo);
            if (mail == null) {
                throw ProblemException.notFound("Run %s has no delivery %d".formatted(runId, mailNo));
            }
            if (!deliveries.sendAgain(mailNo, messageId(mail), clock.instant())) {
                throw ProblemException.conflict(
                        "Delivery %d is in state %s, it cannot be sent again".formatted(mailNo, mail.state()));
            }
        }
        added.announce();
    }

    private String messageId(StoredMail mail) {
        return mail.state() == MailState.SENT || mail.state() == MailState.BOUNCED
                ? MessageId.of(mail.eventId() + "#" + (mail.copyNo() + 1), mail.recipientKey(), config.from())
                : mail.messageId();
    }
}
