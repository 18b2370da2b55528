package org.datasync.delta.run;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Somebody decided about a run. */
@ApplicationScoped
class RunDecidedConsumer {
    private final Deliveries deliveries;
    private final DecisionIntake intake;

    RunDecidedConsumer(Deliveries deliveries, DecisionIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("run-decided")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, RunDecided.class, intake::accept);
    }
}
