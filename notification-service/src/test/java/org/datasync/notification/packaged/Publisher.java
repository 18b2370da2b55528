package org.datasync.notification.packaged;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.sandbox.testing.Servers;

/** Puts events on their topics. */
final class Publisher implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", Servers.kafka()), new StringSerializer(), new ByteArraySerializer());

    void publish(Event event) throws Exception {
        producer.send(new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event)))
                .get(30, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        producer.close();
    }
}
