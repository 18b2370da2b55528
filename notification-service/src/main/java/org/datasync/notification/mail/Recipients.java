package org.datasync.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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

    private final NotificationConfig config;
    private final OperatorsConfig operators;

    Recipients(NotificationConfig config, OperatorsConfig operators) {
        this.config = config;
        this.operators = operators;
    }

    List<NewMail> of(String eventId, List<Recipient> named, Course course) {
        Map<String, NewMail> byKey = new LinkedHashMap<>();
        for (Recipient recipient : named) {
            MailAddress address = MailAddress.of(recipient.address());
            Optional<String> suppressed = course.suppresses(recipient.when());
            put(byKey, mail(eventId, address, suppressed, recipient.when() == When.DAILY_DIGEST));
        }
        for (String operator : operators.mail().orElse(List.of())) {
            put(byKey, mail(eventId, MailAddress.of(operator), course.suppressesForOperators(), false));
        }
        config.webhooks().forEach((name, webhook) -> {
            if (course.suppresses(webhook.when()).isEmpty()) {
                put(byKey, webhook(eventId, name));
            }
        });
        return List.copyOf(byKey.values());
    }

    /** A mail to one address, whatever it wants. */
    NewMail mail(String eventId, MailAddress address) {
        return mail(eventId, address, Optional.empty(), false);
    }

    private NewMail mail(String eventId, MailAddress address, Optional<String> suppressed, boolean digest) {
        if (suppressed.isPresent()) {
            return mail(eventId, address, MailState.SUPPRESSED, suppressed.get());
        }
        if (address.ascii().isEmpty()) {
            return mail(eventId, address, MailState.REFUSED, "Not an address that mail can be sent to");
        }
        if (!isAllowed(address)) {
            return mail(eventId, address, MailState.REFUSED, "The settings allow no mail to this domain");
        }
        return digest
                ? mail(eventId, address, MailState.COLLECTED, DIGEST)
                : mail(eventId, address, MailState.WAITING, null);
    }

    private NewMail mail(String eventId, MailAddress address, MailState state, String reason) {
        String messageId = MessageId.of(eventId, address.key(), config.from());
        return new NewMail(Channel.MAIL, address.text(), address.key(), messageId, state, reason);
    }

    private NewMail webhook(String eventId, String name) {
        String key = MailAddress.sha256("webhook:" + name);
        String messageId = MessageId.of(eventId, key, config.from());
        return new NewMail(Channel.WEBHOOK, name, key, messageId, MailState.WAITING, null);
    }

    private boolean isAllowed(MailAddress address) {
        String domain = address.ascii().map(Recipients::domain).orElse("");
        return config.allowedDomains()
                .map(domains -> domains.stream().anyMatch(domain::equalsIgnoreCase))
                .orElse(true);
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static void put(Map<String, NewMail> byKey, NewMail mail) {
        byKey.merge(mail.recipientKey(), mail, (known, other) -> other.outranks(known) ? other : known);
    }
}
