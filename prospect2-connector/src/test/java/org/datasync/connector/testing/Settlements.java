package org.datasync.connector.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;

/** Reads all settlements from the topic, as their receivers do. */
public final class Settlements implements AutoCloseable {
    private final Map<UUID, List<TagChangesSettled>> byRun = new ConcurrentHashMap<>();
    private final KafkaConsumer<String, byte[]> consumer;
    private final Thread thread;
    private volatile boolean closed;

    public Settlements(String bootstrapServers) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("auto.offset.reset", "earliest");
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(TagChangesSettled.TOPIC).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        thread = new Thread(this::read, "settlements");
        thread.setDaemon(true);
        thread.start();
    }

    /** All events of a run, also repeated ones. */
    public List<TagChangesSettled> events(UUID runId) {
        List<TagChangesSettled> events = byRun.getOrDefault(runId, List.of());
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** The outcome of each address operation; fails if there are two for one, or a number twice with other content. */
    public Map<Key, Entry> entries(UUID runId) {
        Map<Key, Entry> entries = new HashMap<>();
        Set<Integer> numbers = new HashSet<>();
        for (TagChangesSettled event : events(runId)) {
            if (!numbers.add(event.settlementNo())) {
                continue;
            }
            for (Entry entry : event.entries()) {
                if (entries.put(new Key(entry.sequence(), entry.addressNo()), entry) != null) {
                    throw new AssertionError("settled twice: sequence " + entry.sequence());
                }
            }
        }
        return entries;
    }

    public long count(UUID runId, Outcome outcome) {
        return entries(runId).values().stream()
                .filter(entry -> entry.outcome() == outcome)
                .count();
    }

    private void read() {
        try {
            while (!closed) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    TagChangesSettled event = EventJson.read(record.value(), TagChangesSettled.class);
                    byRun.computeIfAbsent(event.runId(), id -> Collections.synchronizedList(new ArrayList<>()))
                            .add(event);
                }
            }
        } catch (WakeupException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            consumer.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        consumer.wakeup();
    }

    /** What names an address operation within its run. */
    public record Key(long sequence, int addressNo) {}
}
