package org.datasync.delta.world;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.sandbox.testing.Servers;

/** The other services, as far as this one notices: sends records and keeps all that come out. */
public final class Topics implements AutoCloseable {
    private static final Map<String, Class<? extends Event>> OUT = Map.of(
            ConstituentAdded.TOPIC, ConstituentAdded.class,
            ConstituentRemoved.TOPIC, ConstituentRemoved.class,
            ConstituentChanged.TOPIC, ConstituentChanged.class,
            DeltaComputed.TOPIC, DeltaComputed.class);

    private final KafkaProducer<String, byte[]> producer;
    private final List<Event> received = new CopyOnWriteArrayList<>();
    private final Thread reader;
    private volatile boolean closed;

    public Topics() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", Servers.kafka());
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
        settings.put("group.id", UUID.randomUUID().toString());
        settings.put("auto.offset.reset", "earliest");
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        consumer.subscribe(OUT.keySet());
        reader = new Thread(() -> read(consumer), "test-topics");
        reader.setDaemon(true);
        reader.start();
    }

    public void send(Event event) {
        producer.send(new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event)));
        producer.flush();
    }

    public List<ConstituentDelta> constituents(UUID runId) {
        return received.stream()
                .filter(ConstituentDelta.class::isInstance)
                .map(ConstituentDelta.class::cast)
                .filter(event -> event.runId().equals(runId))
                .toList();
    }

    public List<DeltaComputed> computed(UUID runId) {
        return received.stream()
                .filter(DeltaComputed.class::isInstance)
                .map(DeltaComputed.class::cast)
                .filter(event -> event.runId().equals(runId))
                .toList();
    }

    @Override
    public void close() {
        closed = true;
        try {
            reader.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        producer.close();
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        try (consumer) {
            while (!closed) {
                List<Event> events = new ArrayList<>();
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(50))) {
                    events.add(EventJson.read(record.value(), OUT.get(record.topic())));
                }
                received.addAll(events);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
