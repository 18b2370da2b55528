package org.datasync.scheduler.testing;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;

/** Publishes as another service would. */
@ApplicationScoped
public class Kafka {
    private final EventPublisher publisher;
    private final Clock clock;

    Kafka(EventPublisher publisher, Clock clock) {
        this.publisher = publisher;
        this.clock = clock;
    }

    public void publish(Event event, UUID runId) {
        var acknowledged = publisher.publish(EventRecord.of(event, runId, clock.instant()));
        publisher.flush();
        acknowledged.join();
    }
}
