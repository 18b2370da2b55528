package org.datasync.notification.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.datasync.notification.NotificationConfig;

/** Forgets old notices with their mails. Until then they are what recognises a duplicate. */
@ApplicationScoped
class NoticeRetention {
    private static final int BATCH = 500;

    private final NoticeRepository notices;
    private final NotificationConfig config;
    private final Clock clock;

    NoticeRetention(NoticeRepository notices, NotificationConfig config, Clock clock) {
        this.notices = notices;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(config.retention());
        int deleted;
        do {
            deleted = QuarkusTransaction.requiringNew().call(() -> notices.deleteReceivedBefore(before, BATCH));
        } while (deleted == BATCH);
    }
}
