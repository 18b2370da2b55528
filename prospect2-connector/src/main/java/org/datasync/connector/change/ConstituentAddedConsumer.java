package org.datasync.connector.change;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes added constituents in, a poll at a time. */
@ApplicationScoped
class ConstituentAddedConsumer {
    private final Deliveries deliveries;
    private final ConstituentIntake intake;

    ConstituentAddedConsumer(Deliveries deliveries, ConstituentIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("constituents-added")
    Uni<Void> accept(ConsumerRecords<String, byte[]> records) {
        return deliveries.takeAll(records, ConstituentAdded.class, intake::accept);
    }
}
