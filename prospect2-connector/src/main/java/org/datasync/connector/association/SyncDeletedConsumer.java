package org.datasync.connector.association;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes deletions of syncs in. */
@ApplicationScoped
class SyncDeletedConsumer {
    private final Deliveries deliveries;
    private final SyncDeletedIntake intake;

    SyncDeletedConsumer(Deliveries deliveries, SyncDeletedIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("sync-deleted")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, SyncDeleted.class, intake::accept);
    }
}
