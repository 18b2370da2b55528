package org.datasync.scheduler.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** How the computing of a run ended. */
@ApplicationScoped
class DeltaComputedConsumer {
    private final Deliveries deliveries;
    private final RunIntake intake;

    DeltaComputedConsumer(Deliveries deliveries, RunIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("delta-computed")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, DeltaComputed.class, intake::accept);
    }
}
