package org.datasync.platform.events;

import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Sends records to the broker. One producer per service: {@code acks=all}, idempotent, compressed. */
@ApplicationScoped
public class EventPublisher {
    private final Map<String, Object> settings;
    private final String source;
    private volatile Producer<String, byte[]> producer;

    public EventPublisher(
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.settings = settings(kafka, application);
        this.source = "/datasync/" + application;
    }

    /**
     * Hands the record to the producer.
     *
     * @return completes when all in-sync replicas have the record; fails if the broker did not acknowledge in time.
     *     Then nobody knows whether it was written: publish it again, receivers tolerate duplicates
     */
    public CompletableFuture<Void> publish(EventRecord event) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(event.topic(), event.key(), event.payload());
        EventHeaders.write(event, source, record.headers());
        return send(record);
    }

    CompletableFuture<Void> send(ProducerRecord<String, byte[]> record) {
        CompletableFuture<Void> acknowledged = new CompletableFuture<>();
        producer().send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.complete(null);
            } else {
                acknowledged.completeExceptionally(failure);
            }
        });
        return acknowledged;
    }

    /** Sends what waits in the producer's buffers now, without waiting for more to fill a batch. */
    public void flush() {
        producer().flush();
    }

    void onStop(@Observes ShutdownEvent event) {
        Producer<String, byte[]> started = producer;
        if (started != null) {
            started.close(Duration.ofSeconds(5));
        }
    }

    private Producer<String, byte[]> producer() {
        if (producer == null) {
            synchronized (this) {
                if (producer == null) {
                    producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
                }
            }
        }
        return producer;
    }

    private static Map<String, Object> settings(Map<String, Object> kafka, String application) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().removeIf(name -> name.startsWith("group.") || name.startsWith("auto."));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, application);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 30_000);
        return settings;
    }
}
