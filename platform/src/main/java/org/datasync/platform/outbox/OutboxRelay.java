package org.datasync.platform.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;
import org.datasync.platform.lease.Lease;
import org.datasync.platform.lease.LeaseKeeper;
import org.datasync.platform.work.WorkLoop;

/**
 * Publishes the rows of the outbox in the order of their ids: sends a batch, awaits the acknowledgement of each
 * record, then marks the rows. One replica at a time, by a lease. A crash between acknowledgement and mark publishes
 * a record twice; none is lost.
 */
@ApplicationScoped
public class OutboxRelay {
    private static final int BATCH = 200;
    private static final Duration ACKNOWLEDGEMENT = Duration.ofSeconds(40);

    private final DataSource dataSource;
    private final PlatformConfig config;
    private final EventPublisher publisher;
    private final LeaseKeeper leases;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile Lease lease;
    private volatile WorkLoop loop;

    OutboxRelay(
            DataSource dataSource,
            PlatformConfig config,
            EventPublisher publisher,
            LeaseKeeper leases,
            Clock clock,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.config = config;
        this.publisher = publisher;
        this.leases = leases;
        this.clock = clock;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        // Publishing twice does no harm, so a successor need not wait for requests of the former holder.
        lease = leases.contend("outbox", Duration.ZERO);
        loop = new WorkLoop("outbox-relay", config.relayInterval(), meters, this::publishBatch).start();
    }

    void onStop(@Observes ShutdownEvent event) {
        loop.close();
    }

    void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    private boolean publishBatch() throws SQLException, InterruptedException, ExecutionException, TimeoutException {
        if (!lease.isHeld()) {
            return false;
        }
        List<Row> rows = unpublished();
        if (rows.isEmpty()) {
            return false;
        }
        CompletableFuture<?>[] sent =
                rows.stream().map(row -> publisher.publish(row.event)).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(sent).get(ACKNOWLEDGEMENT.toMillis(), TimeUnit.MILLISECONDS);
        QuarkusTransaction.requiringNew().call(() -> {
            markPublished(rows);
            return null;
        });
        meters.counter("datasync.outbox.published").increment(rows.size());
        return rows.size() == BATCH;
    }

    private List<Row> unpublished() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT TOP (" + BATCH + ")"
                        + " id, event_id, topic, record_key, event_type, trace_id, payload, created_at FROM "
                        + config.outboxTable() + " WHERE published_at IS NULL ORDER BY id");
                ResultSet result = statement.executeQuery()) {
            List<Row> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(new Row(
                        result.getLong("id"),
                        new EventRecord(
                                result.getString("topic"),
                                result.getString("record_key"),
                                result.getString("event_id"),
                                result.getString("event_type"),
                                result.getObject("created_at", OffsetDateTime.class)
                                        .toInstant(),
                                result.getString("trace_id"),
                                result.getString("payload").getBytes(StandardCharsets.UTF_8))));
            }
            return rows;
        }
    }

    private void markPublished(List<Row> rows) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            lease.fence(connection);
            try (PreparedStatement statement = connection.prepareStatement(
                    "UPDATE " + config.outboxTable() + " SET published_at = ? WHERE id = ?")) {
                OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
                for (Row row : rows) {
                    statement.setObject(1, now);
                    statement.setLong(2, row.id);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }
    }

    /** Published rows are only kept for publishing a run again. */
    @Scheduled(every = "1h", delayed = "10m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forgetOldEvents() throws SQLException {
        Instant before = clock.instant().minus(config.outboxRetention());
        int deleted;
        do {
            try (Connection connection = dataSource.getConnection();
                    PreparedStatement statement = connection.prepareStatement("DELETE FROM " + config.outboxTable()
                            + " WHERE id IN (SELECT TOP (1000) id FROM " + config.outboxTable()
                            + " WHERE published_at < ? ORDER BY id)")) {
                statement.setObject(1, OffsetDateTime.ofInstant(before, ZoneOffset.UTC));
                deleted = statement.executeUpdate();
            }
        } while (deleted > 0);
    }

    private record Row(long id, EventRecord event) {}
}
