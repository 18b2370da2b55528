package org.datasync.connector.testing;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;

/** Publishes events without the service. */
public final class Events implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;

    public Events(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    public void publish(List<? extends Event> events) {
        for (Event event : events) {
            producer.send(new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event)));
        }
        producer.flush();
    }

    @Override
    public void close() {
        producer.close();
    }
}
