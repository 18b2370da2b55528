package org.datasync.delta.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A sync is gone. */
@ApplicationScoped
class SyncDeletedConsumer {
    private final Deliveries deliveries;
    private final SyncDeletionIntake intake;

    SyncDeletedConsumer(Deliveries deliveries, SyncDeletionIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("sync-deleted")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, SyncDeleted.class, intake::accept);
    }
}
