package org.datasync.scheduler.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;

/** Answers every requested run with a plan that has nothing to do, as often as it is requested. */
public final class PlayedDeltaService implements AutoCloseable {
    private final KafkaConsumer<String, byte[]> consumer;
    private final EventPublisher publisher;
    private final Map<UUID, Set<String>> eventIds = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::answer, "played-delta-service");

    public PlayedDeltaService(String bootstrapServers) {
        Map<String, Object> kafka = Map.of("bootstrap.servers", bootstrapServers);
        this.publisher = new EventPublisher(kafka, "delta-service");
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        "played-delta-service-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        thread.start();
    }

    /** The identities of the requests that arrived, by run: one for each run, however often it arrived. */
    public Map<UUID, Set<String>> eventIds() {
        return Map.copyOf(eventIds);
    }

    private void answer() {
        try (consumer) {
            consumer.subscribe(List.of(SyncRequested.TOPIC));
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::answer);
            }
        } catch (WakeupException e) {
            publisher.flush();
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        JsonNode request = read(record);
        UUID runId = UUID.fromString(request.path("runId").asText());
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        eventIds.computeIfAbsent(runId, run -> ConcurrentHashMap.newKeySet()).add(id);
        var computed = Events.computed(
                runId, request.path("syncId").asInt(), 0, 0, Clock.systemUTC().instant());
        publisher.publish(EventRecord.of(computed, runId, computed.at()));
    }

    private static JsonNode read(ConsumerRecord<String, byte[]> record) {
        try {
            return new ObjectMapper().readTree(record.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
