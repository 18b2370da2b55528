package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/** How much waits, and for how long: what an alert looks at. Every replica shows the same. */
@ApplicationScoped
class MailMeters {
    private final DataSource dataSource;
    private final Clock clock;
    private final AtomicLong waiting;
    private final AtomicLong oldestSeconds;

    MailMeters(DataSource dataSource, Clock clock, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.waiting = meters.gauge("datasync.mail.waiting", new AtomicLong());
        this.oldestSeconds = meters.gauge("datasync.mail.oldest.seconds", new AtomicLong());
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void measure() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT COUNT(*), MIN(created_at) FROM notification.mail WHERE state IN ('WAITING', 'SENDING')
                        """);
                ResultSet result = statement.executeQuery()) {
            result.next();
            OffsetDateTime oldest = result.getObject(2, OffsetDateTime.class);
            waiting.set(result.getLong(1));
            oldestSeconds.set(
                    oldest == null
                            ? 0
                            : Duration.between(oldest.toInstant(), clock.instant())
                                    .toSeconds());
        }
    }
}
