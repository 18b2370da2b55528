package org.datasync.notification.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes the end of a run in. The mail is sent later, by {@link MailWorker}. */
@ApplicationScoped
class RunFinishedConsumer {
    private final Deliveries deliveries;
    private final NoticeIntake intake;

    RunFinishedConsumer(Deliveries deliveries, NoticeIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("run-finished")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, RunFinished.class, intake::accept);
    }
}
