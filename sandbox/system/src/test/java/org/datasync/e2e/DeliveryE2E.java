package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.Topics;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Events come at least once and in any order. */
@ExtendWith(WithSystem.class)
class DeliveryE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> CONSTITUENTS =
            List.of(ConstituentAdded.TOPIC, ConstituentRemoved.TOPIC, ConstituentChanged.TOPIC);

    private final LocalSystem system;
    private final Broker broker;

    DeliveryE2E(LocalSystem system) {
        this.system = system;
        this.broker = Broker.of(system);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void allEventsOfARunDeliveredAgainInAnyOrderChangeNothing() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        scenario.change("memberships/lapse", 3);
        scenario.change("memberships/begin", 3);
        Run run = scenario.run();
        scenario.requireOneMailPerRecipient(run);
        var records = broker.recordsOf(run.id(), Topics.ALL);
        Collections.shuffle(records, new Random(7));
        var requests = new Requests(system);

        broker.publishAgain(records);

        awaitConsumed();
        Run next = scenario.run();
        assertThat(requests.writes()).isEmpty();
        assertThat(next.state()).isEqualTo("SUCCEEDED");
        assertThat(next.counts().unchanged()).isEqualTo(next.counts().baselineBefore());
        assertThat(scenario.scheduler.run(run.id())).isEqualTo(run);
        assertThat(scenario.tagged()).isEqualTo(scenario.expected());
        scenario.requireOneMailPerRecipient(run);
    }

    /** The closing record before the records it closes, the settlements before the plan they settle. */
    @Test
    void theOrderBetweenTopicsDoesNotMatter() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        scenario.change("memberships/lapse", 4);
        scenario.change("memberships/begin", 4);
        system.stop(Part.CONNECTOR);
        UUID runId = scenario.queue();
        await().atMost(PATIENCE)
                .until(() ->
                        broker.recordsOf(runId, List.of(DeltaComputed.TOPIC)).size() == 1);
        system.stop(Part.SCHEDULER);
        var constituents = broker.recordsOf(runId, CONSTITUENTS);
        Collections.reverse(constituents);
        broker.skip(Part.CONNECTOR.title(), CONSTITUENTS);

        system.resume(Part.CONNECTOR);
        system.awaitReady(Part.CONNECTOR);
        awaitConsumedBy(Part.CONNECTOR);
        broker.publishAgain(constituents);
        await().atMost(PATIENCE).until(() -> settled(runId) == operations(constituents));
        system.resume(Part.SCHEDULER);
        system.awaitReady(Part.SCHEDULER);

        Run run = scenario.finished(runId);
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(scenario.tagged()).isEqualTo(scenario.expected());
        Scenario.requireBalancedBooks(run);
        scenario.requireOneMailPerRecipient(run);
    }

    private void awaitConsumed() {
        for (Part part : List.of(Part.SCHEDULER, Part.DELTA, Part.CONNECTOR, Part.NOTIFICATION)) {
            awaitConsumedBy(part);
        }
    }

    private void awaitConsumedBy(Part part) {
        List<String> topics = TopicList.ofContracts().topics().stream()
                .filter(topic -> topic.consumers().contains(part.title()))
                .map(TopicList.Topic::name)
                .toList();
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(broker.lag(part.title(), topics))
                .as("not yet consumed by %s", part.title())
                .isZero());
    }

    /** Addresses in constituent records. */
    private static long operations(List<ConsumerRecord<String, byte[]>> constituents) {
        return constituents.stream()
                .mapToLong(record -> count(Broker.text(record), "\"addressNo\""))
                .sum();
    }

    private long settled(UUID runId) {
        return broker.recordsOf(runId, List.of(TagChangesSettled.TOPIC)).stream()
                .mapToLong(record -> count(Broker.text(record), "\"addressNo\""))
                .sum();
    }

    private static long count(String text, String part) {
        return text.split(part, -1).length - 1L;
    }
}
