package org.datasync.notification.mail;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.platform.events.Deliveries;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes a held run in. The mail is sent later, by {@link MailWorker}. */
@ApplicationScoped
class RunHeldConsumer {
    private final Deliveries deliveries;
    private final NoticeIntake intake;

    RunHeldConsumer(Deliveries deliveries, NoticeIntake intake) {
        this.deliveries = deliveries;
        this.intake = intake;
    }

    @Incoming("run-held")
    Uni<Void> accept(ConsumerRecord<String, byte[]> record) {
        return deliveries.take(record, RunHeld.class, intake::accept);
    }
}
