package org.datasync.connector.change;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes removed constituents in, a poll at a time. */
@ApplicationScoped
class ConstituentRemovedConsumer {
    private final Deliveries deliveries;
    private final ConstituentIntake intake;

    ConstituentRemovedConsumer(Deliveries deliveries, ConstituentIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("constituents-removed")
    Uni<Void> accept(ConsumerRecords<String, byte[]> records) {
        return deliveries.takeAll(records, ConstituentRemoved.class, intake::accept);
    }
}
