package org.datasync.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.sandbox.system.LocalSystem;

/** What an outside subscriber has heard of the ends of runs. */
final class FinishedEvents implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final KafkaConsumer<String, byte[]> consumer;
    private final Map<String, Set<String>> eventsOfRun = new HashMap<>();

    FinishedEvents(LocalSystem system) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", system.options().ports().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        var partitions = consumer.partitionsFor(RunFinished.TOPIC).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** The ids of the events about a run: the same event may have come more than once. */
    Set<String> about(String runId) {
        return eventsOfRun.getOrDefault(runId, Set.of());
    }

    /** Hears everything that is there by now. */
    void hear() {
        var ends = consumer.endOffsets(consumer.assignment());
        while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
            consumer.poll(Duration.ofMillis(200)).forEach(record -> eventsOfRun
                    .computeIfAbsent(runId(record), run -> new TreeSet<>())
                    .add(new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8)));
        }
    }

    private static String runId(ConsumerRecord<String, byte[]> record) {
        try {
            return JSON.readTree(record.value()).path("runId").asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
