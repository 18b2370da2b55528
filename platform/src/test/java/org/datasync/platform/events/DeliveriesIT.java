package org.datasync.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.Topics;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.platform.Topic;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class DeliveriesIT {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String DEAD_LETTERS = Topics.deadLetters(SyncDeleted.TOPIC, "delta-service");
    private static final AtomicInteger IDS = new AtomicInteger(1000);

    @Inject
    Deliveries deliveries;

    private final int syncId = IDS.incrementAndGet();

    @Test
    void aRecordReachesTheIntake() {
        List<SyncDeleted> taken = new ArrayList<>();

        deliveries.take(record(valid()), SyncDeleted.class, taken::add).await().atMost(LIMIT);

        assertThat(taken).singleElement().extracting(SyncDeleted::syncId).isEqualTo(syncId);
    }

    @Test
    void bytesThatDoNotParseArePutAsideWithTheReasonAndWithoutTheirContent() {
        byte[] poison = "{\"syncId\":\"jane@example.org\"".getBytes(UTF_8);

        deliveries.take(record(poison), SyncDeleted.class, event -> {}).await().atMost(LIMIT);

        ConsumerRecord<String, byte[]> dead = deadLetter();
        assertThat(dead.value()).isEqualTo(poison);
        assertThat(header(dead, "dead-letter-topic")).isEqualTo(SyncDeleted.TOPIC);
        assertThat(header(dead, "dead-letter-partition")).isEqualTo("2");
        assertThat(header(dead, "dead-letter-offset")).isEqualTo("42");
        assertThat(header(dead, "dead-letter-reason")).isNotBlank().doesNotContain("jane");
    }

    @Test
    void anEventThatCanNeverBeValidIsPutAside() {
        deliveries
                .take(record(valid()), SyncDeleted.class, event -> {
                    throw new InvalidEventException("syncId must be positive");
                })
                .await()
                .atMost(LIMIT);

        assertThat(header(deadLetter(), "dead-letter-reason")).isEqualTo("syncId must be positive");
    }

    @Test
    void aPassingFailureIsRepeatedUntilTheRecordIsTaken() {
        AtomicInteger attempts = new AtomicInteger();

        deliveries
                .take(record(valid()), SyncDeleted.class, event -> {
                    if (attempts.incrementAndGet() < 3) {
                        throw new IllegalStateException("the database is away");
                    }
                })
                .await()
                .atMost(LIMIT);

        assertThat(attempts).hasValue(3);
    }

    @Test
    void inABatchOnlyThePoisonIsPutAside() {
        List<SyncDeleted> taken = new ArrayList<>();
        TopicPartition partition = new TopicPartition(SyncDeleted.TOPIC, 2);
        ConsumerRecords<String, byte[]> batch = new ConsumerRecords<>(
                Map.of(partition, List.of(record(valid()), record("no json".getBytes(UTF_8)), record(valid()))),
                Map.of());

        deliveries.takeAll(batch, SyncDeleted.class, taken::addAll).await().atMost(LIMIT);

        assertThat(taken).hasSize(2);
        assertThat(deadLetter().value()).isEqualTo("no json".getBytes(UTF_8));
    }

    private byte[] valid() {
        return EventJson.write(new SyncDeleted(syncId, Instant.parse("2026-03-01T10:00:00Z")));
    }

    private ConsumerRecord<String, byte[]> record(byte[] value) {
        return new ConsumerRecord<>(SyncDeleted.TOPIC, 2, 42, Integer.toString(syncId), value);
    }

    private ConsumerRecord<String, byte[]> deadLetter() {
        return Topic.await(DEAD_LETTERS, dead -> dead.key().equals(Integer.toString(syncId)), 1, LIMIT)
                .get(0);
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
