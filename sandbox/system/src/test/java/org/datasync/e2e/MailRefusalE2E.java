package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
import org.datasync.sandbox.smtp.Fault;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Port;
import org.datasync.sandbox.system.Rest;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees, at the run and at the sync, of summaries that did not reach their readers. */
@ExtendWith(WithSystem.class)
class MailRefusalE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REFUSED = Scenario.RECIPIENTS.get(0);
    private static final String RETURNED = Scenario.RECIPIENTS.get(1);

    private final LocalSystem system;
    private final Rest scheduler;
    private final Rest notification;

    MailRefusalE2E(LocalSystem system) {
        this.system = system;
        var ports = system.options().ports();
        this.scheduler = new Rest("scheduler-service", ports.url(Port.SCHEDULER), Map.of());
        this.notification = new Rest("notification-service", ports.url(Port.NOTIFICATION), Map.of());
    }

    @AfterEach
    void recover() {
        system.own().mailbox().recover();
    }

    @Test
    void aRefusedAndAReturnedMailAreSeenAtTheRunAndAtTheSyncUntilAnotherArrives() {
        var scenario = Scenario.addOnly(system);
        system.own().mailbox().fail(Fault.refuse(550, 1).to(REFUSED));

        Run run = scenario.run();
        awaitStates(run, Map.of(REFUSED, "REFUSED", RETURNED, "SENT"));
        notification.send(
                "POST",
                "/api/v1/bounces",
                Map.of("messageId", delivery(run, RETURNED).path("messageId").asText(), "status", "5.1.1"),
                Map.of());

        awaitStates(run, Map.of(REFUSED, "REFUSED", RETURNED, "BOUNCED"));
        assertThat(delivery(run, REFUSED).path("reason").asText())
                .contains("550")
                .doesNotContain("@");
        assertThat(delivery(run, RETURNED).path("reason").asText()).isEqualTo("Came back: 5.1.1");
        assertThat(marked(scenario)).containsOnlyKeys(REFUSED, RETURNED);

        Run next = scenario.run();

        awaitStates(next, Map.of(REFUSED, "SENT", RETURNED, "SENT"));
        assertThat(marked(scenario)).isEmpty();
        awaitStates(run, Map.of(REFUSED, "REFUSED", RETURNED, "BOUNCED"));
    }

    private void awaitStates(Run run, Map<String, String> states) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            var found = new HashMap<String, String>();
            deliveries(run)
                    .forEach(delivery -> found.put(
                            delivery.path("recipient").asText(),
                            delivery.path("state").asText()));
            assertThat(found).isEqualTo(states);
        });
    }

    private JsonNode delivery(Run run, String recipient) {
        for (JsonNode delivery : deliveries(run)) {
            if (delivery.path("recipient").asText().equals(recipient)) {
                return delivery;
            }
        }
        throw new AssertionError("nothing was sent to " + recipient);
    }

    private JsonNode deliveries(Run run) {
        return scheduler.get("/api/v1/runs/" + run.id() + "/deliveries").path("items");
    }

    /** Why no mail reaches the recipients of the sync that are marked so. */
    private Map<String, String> marked(Scenario scenario) {
        var marked = new HashMap<String, String>();
        for (JsonNode recipient : scenario.scheduler.sync(scenario.syncId).path("notify")) {
            if (recipient.has("refused")) {
                marked.put(
                        recipient.path("address").asText(),
                        recipient.path("refused").path("reason").asText());
            }
        }
        return marked;
    }
}
