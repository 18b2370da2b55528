package org.datasync.scheduler.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What notification-service knows about its mails. Every method ends with 503 when it does not answer. */
@ApplicationScoped
public class Notifications {
    private final NotificationApi api;
    private final Answers answers;

    Notifications(@RestClient NotificationApi api, ObjectMapper mapper) {
        this.api = api;
        this.answers = new Answers("notification-service", mapper);
    }

    public JsonNode deliveries(UUID runId) {
        return answers.required(() -> api.deliveries(runId.toString()));
    }

    /** By address in lower case: recipients of a sync whose last mail was refused for good. */
    public Map<String, Refused> refusedRecipients(int syncId) {
        Map<String, Refused> refused = new HashMap<>();
        answers.required(() -> api.refusedRecipients(syncId))
                .path("items")
                .forEach(item -> refused.put(
                        item.path("address").asText().toLowerCase(Locale.ROOT),
                        new Refused(text(item, "at"), text(item, "reason"))));
        return refused;
    }

    private static String text(JsonNode item, String field) {
        return item.hasNonNull(field) ? item.get(field).asText() : null;
    }

    /** When and why the mail server refused a mail; either may be null. */
    public record Refused(String at, String reason) {}
}
