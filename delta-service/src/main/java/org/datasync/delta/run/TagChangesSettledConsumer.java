package org.datasync.delta.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** The connector knows how address operations ended. */
@ApplicationScoped
class TagChangesSettledConsumer {
    private final Deliveries deliveries;
    private final SettlementIntake intake;

    TagChangesSettledConsumer(Deliveries deliveries, SettlementIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("tag-changes-settled")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, TagChangesSettled.class, intake::accept);
    }
}
