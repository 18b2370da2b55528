package org.datasync.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.OperatorsConfig;
import org.datasync.notification.course.Course;

/**
 * Who gets a notice: those the event names, the operators, the webhooks. One message per recipient: whoever is named
 * twice gets what the more interested of the two would.
 */
@ApplicationScoped
class Recipients {
    private static final String DIGEST = "Waits for the daily digest";
    /** What the column takes. An address has 254 characters at most; what is longer is refused anyway. */
    private static final int LONGEST_RECIPIENT = 320;

    private final NotificationConfig config;
    private final OperatorsConfig operators;

    Recipients(NotificationConfig config, OperatorsConfig operators) {
        this.config = config;
        this.operators = operators;
    }

    /** @param digestAt when what goes into a digest is due */
    List<NewMail> of(String eventId, List<Recipient> named, Course course, Instant digestAt) {
        Map<String, NewMail> byKey = new LinkedHashMap<>();
        for (Recipient recipient : named) {
            MailAddress address = MailAddress.of(recipient.address());
            Optional<String> suppressed = course.suppresses(recipient.when());
            put(
                    byKey,
                    recipient.when() == When.DAILY_DIGEST
                            ? collected(mail(eventId, address), digestAt)
                            : mail(eventId, address, suppressed));
        }
        for (String operator : operators.mail().orElse(List.of())) {
            put(byKey, mail(eventId, MailAddress.of(operator), course.suppressesForOperators()));
        }
        config.webhooks().forEach((name, webhook) -> {
            if (course.suppresses(webhook.when()).isEmpty()) {
                put(byKey, webhook(eventId, name));
            }
        });
        return List.copyOf(byKey.values());
    }

    /** Operators and webhooks, all of them: a run that stands still needs somebody to look. */
    List<NewMail> ofStalled(String eventId) {
        Map<String, NewMail> byKey = new LinkedHashMap<>();
        for (String operator : operators.mail().orElse(List.of())) {
            put(byKey, mail(eventId, MailAddress.of(operator)));
        }
        config.webhooks().keySet().forEach(name -> put(byKey, webhook(eventId, name)));
        return List.copyOf(byKey.values());
    }

    /** A mail to one address, whatever it wants. */
    NewMail mail(String eventId, MailAddress address) {
        return mail(eventId, address, Optional.empty());
    }

    private static NewMail collected(NewMail mail, Instant digestAt) {
        return mail.state() == MailState.WAITING ? mail.in(MailState.COLLECTED, DIGEST, digestAt) : mail;
    }

    private NewMail mail(String eventId, MailAddress address, Optional<String> suppressed) {
        if (suppressed.isPresent()) {
            return mail(eventId, address, MailState.SUPPRESSED, suppressed.get());
        }
        if (address.ascii().isEmpty()) {
            return mail(eventId, address, MailState.REFUSED, address.hindrance());
        }
        if (!isAllowed(address)) {
            return mail(eventId, address, MailState.REFUSED, "The settings allow no mail to this domain");
        }
        return mail(eventId, address, MailState.WAITING, null);
    }

    private NewMail mail(String eventId, MailAddress address, MailState state, String reason) {
        String messageId = MessageId.of(eventId, address.key(), config.from());
        String text = address.text();
        String shown = text.length() <= LONGEST_RECIPIENT ? text : text.substring(0, LONGEST_RECIPIENT);
        return new NewMail(Channel.MAIL, shown, address.key(), messageId, state, reason, null);
    }

    private NewMail webhook(String eventId, String name) {
        String key = MailAddress.sha256("webhook:" + name);
        String messageId = MessageId.of(eventId, key, config.from());
        return new NewMail(Channel.WEBHOOK, name, key, messageId, MailState.WAITING, null, null);
    }

    private boolean isAllowed(MailAddress address) {
        return config.allowedDomains()
                .map(domains -> domains.stream().anyMatch(address::isAt))
                .orElse(true);
    }

    private static void put(Map<String, NewMail> byKey, NewMail mail) {
        byKey.merge(mail.recipientKey(), mail, (known, other) -> other.outranks(known) ? other : known);
    }
}
