package org.datasync.platform.events;

import static org.datasync.platform.events.EventHeaders.bytes;

import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.Topics;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * What every consumer does with a record: parse it, hand it to an intake (one short transaction on a worker thread),
 * and report done.
 *
 * <p>Bytes that do not parse, and events an intake refuses with {@link InvalidEventException}, go to the dead-letter
 * topic of this consumer. Any other failure (the database is away) is repeated with growing pauses, without a thread
 * waiting and without the offset moving on; when it lasts too long the channel fails and the service is restarted.
 */
@ApplicationScoped
public class Deliveries {
    private static final Logger LOG = Logger.getLogger(Deliveries.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration GIVE_UP = Duration.ofMinutes(20);

    private final EventPublisher publisher;
    private final String consumer;
    private final MeterRegistry meters;

    Deliveries(
            EventPublisher publisher,
            @ConfigProperty(name = "quarkus.application.name") String consumer,
            MeterRegistry meters) {
        this.publisher = publisher;
        this.consumer = consumer;
        this.meters = meters;
    }

    /** One record to one call of the intake. */
    public <T extends Event> Uni<Void> take(ConsumerRecord<String, byte[]> record, Class<T> type, Consumer<T> intake) {
        return repeatedly(() -> takeOne(record, type, intake), record.topic());
    }

    /** All records of a poll to one call of the intake, in the order of each partition. */
    public <T extends Event> Uni<Void> takeAll(
            ConsumerRecords<String, byte[]> records, Class<T> type, Consumer<List<T>> intake) {
        return repeatedly(
                () -> {
                    List<ConsumerRecord<String, byte[]>> all = new ArrayList<>(records.count());
                    records.forEach(all::add);
                    List<T> events = new ArrayList<>(all.size());
                    // Reading JSON is a good part of an intake, and the database waits meanwhile.
                    all.parallelStream()
                            .map(record -> read(record, type))
                            .toList()
                            .forEach(read -> {
                                if (read.event != null) {
                                    events.add(read.event);
                                } else {
                                    bury(read.record, read.problem);
                                }
                            });
                    if (!events.isEmpty()) {
                        intake.accept(events);
                    }
                },
                type.getSimpleName());
    }

    private <T extends Event> void takeOne(ConsumerRecord<String, byte[]> record, Class<T> type, Consumer<T> intake) {
        Read<T> read = read(record, type);
        if (read.event == null) {
            bury(record, read.problem);
            return;
        }
        try {
            intake.accept(read.event);
        } catch (InvalidEventException e) {
            bury(record, e.getMessage());
        }
    }

    private static <T extends Event> Read<T> read(ConsumerRecord<String, byte[]> record, Class<T> type) {
        try {
            return new Read<>(record, EventJson.read(record.value(), type), null);
        } catch (IOException e) {
            return new Read<>(record, null, e.getMessage());
        }
    }

    private Uni<Void> repeatedly(Runnable work, String topic) {
        return Uni.createFrom()
                .voidItem()
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(work)
                .onFailure()
                .invoke(e -> {
                    meters.counter("datasync.events.intake.failures", "topic", topic)
                            .increment();
                    LOG.warnf("Intake from %s failed and is repeated: %s", topic, e.toString());
                })
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(GIVE_UP.toMillis());
    }

    private void bury(ConsumerRecord<String, byte[]> record, String reason) {
        ProducerRecord<String, byte[]> dead =
                new ProducerRecord<>(Topics.deadLetters(record.topic(), consumer), record.key(), record.value());
        record.headers().forEach(dead.headers()::add);
        dead.headers().add("dead-letter-reason", bytes(reason));
        dead.headers().add("dead-letter-topic", bytes(record.topic()));
        dead.headers().add("dead-letter-partition", bytes(Integer.toString(record.partition())));
        dead.headers().add("dead-letter-offset", bytes(Long.toString(record.offset())));
        CompletableFuture<Void> acknowledged = publisher.send(dead);
        publisher.flush();
        acknowledged.join();
        meters.counter("datasync.events.dead.letters", "topic", record.topic()).increment();
        LOG.warnf(
                "Record put aside: topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
    }

    /**
     * @param event null if the record cannot be read
     * @param problem why, else null
     */
    private record Read<T>(ConsumerRecord<String, byte[]> record, T event, String problem) {}
}
