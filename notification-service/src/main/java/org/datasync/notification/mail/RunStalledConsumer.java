package org.datasync.notification.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes a run in that stands still. The mail is sent later, by {@link MailWorker}. */
@ApplicationScoped
class RunStalledConsumer {
    private final Deliveries deliveries;
    private final NoticeIntake intake;

    RunStalledConsumer(Deliveries deliveries, NoticeIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("run-stalled")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, RunStalled.class, intake::accept);
    }
}
