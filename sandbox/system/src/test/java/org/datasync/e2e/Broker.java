package org.datasync.e2e;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Port;

/** The broker as somebody sees it who is none of the services. */
final class Broker implements AutoCloseable {
    private static final String PRODUCER_RATE = "producer_byte_rate";
    private static final double SLOW_BYTES_PER_SECOND = 2_000;

    private final String bootstrapServers;
    private final Admin admin;

    static Broker of(LocalSystem system) {
        return new Broker("localhost:" + system.options().ports().of(Port.KAFKA));
    }

    private Broker(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** What the topics hold about a run, in the order of each partition. */
    List<ConsumerRecord<String, byte[]>> recordsOf(UUID runId, Collection<String> topics) {
        Map<TopicPartition, Long> ends = ends(topics);
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", bootstrapServers),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(ends.keySet());
            consumer.seekToBeginning(ends.keySet());
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (text(record).contains(runId.toString())) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    static String text(ConsumerRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    /** Publishes records once more, in this order: same keys, values and headers. */
    void publishAgain(List<ConsumerRecord<String, byte[]>> records) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(
                        "bootstrap.servers", bootstrapServers, "max.in.flight.requests.per.connection", 1),
                new StringSerializer(),
                new ByteArraySerializer())) {
            for (var record : records) {
                producer.send(
                        new ProducerRecord<>(record.topic(), null, record.key(), record.value(), record.headers()));
            }
            producer.flush();
        }
    }

    /** How many records of these topics a service has not committed yet. */
    long lag(String service, Collection<String> topics) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(service).partitionsToOffsetAndMetadata());
        return ends(topics).entrySet().stream()
                .mapToLong(end -> {
                    OffsetAndMetadata offset = committed.get(end.getKey());
                    return end.getValue() - (offset == null ? 0 : offset.offset());
                })
                .sum();
    }

    long size(String topic) {
        return ends(List.of(topic)).values().stream().mapToLong(Long::longValue).sum();
    }

    /** A stopped service will not see what these topics hold now. */
    void skip(String service, Collection<String> topics) {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        ends(topics).forEach((partition, end) -> offsets.put(partition, new OffsetAndMetadata(end)));
        get(admin.alterConsumerGroupOffsets(service, offsets).all());
    }

    /** Slows delta-service down, so that publishing takes a while. */
    void brake() {
        quota(SLOW_BYTES_PER_SECOND);
    }

    void release() {
        quota(null);
    }

    private void quota(Double bytesPerSecond) {
        get(admin.alterClientQuotas(List.of(new ClientQuotaAlteration(
                        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, "delta-service")),
                        List.of(new ClientQuotaAlteration.Op(PRODUCER_RATE, bytesPerSecond)))))
                .all());
    }

    private Map<TopicPartition, Long> ends(Collection<String> topics) {
        var asked = new HashMap<TopicPartition, OffsetSpec>();
        get(admin.describeTopics(topics).allTopicNames()).forEach((name, topic) -> topic.partitions()
                .forEach(partition -> asked.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        return get(admin.listOffsets(asked).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
