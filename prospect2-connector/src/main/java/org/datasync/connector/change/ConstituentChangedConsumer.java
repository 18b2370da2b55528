package org.datasync.connector.change;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes changed constituents in, a poll at a time. */
@ApplicationScoped
class ConstituentChangedConsumer {
    private final Deliveries deliveries;
    private final ConstituentIntake intake;

    ConstituentChangedConsumer(Deliveries deliveries, ConstituentIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("constituents-changed")
    Uni<Void> accept(ConsumerRecords<String, byte[]> records) {
        return deliveries.takeAll(records, ConstituentChanged.class, intake::accept);
    }
}
