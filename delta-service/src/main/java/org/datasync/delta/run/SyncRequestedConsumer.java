package org.datasync.delta.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A run is due. The computing happens later, in {@link RunWorker}. */
@ApplicationScoped
class SyncRequestedConsumer {
    private final Deliveries deliveries;
    private final RunIntake intake;

    SyncRequestedConsumer(Deliveries deliveries, RunIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("sync-requested")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, SyncRequested.class, intake::accept);
    }
}
