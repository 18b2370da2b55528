package org.datasync.scheduler.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.datasync.scheduler.SchedulerConfig;
import org.jboss.logging.Logger;

/**
 * Forgets what is older than the activity log goes back. The last counted run of a sync stays, for the comparison with
 * its next one. Every step is a short transaction, and any number of replicas may do it at once.
 */
@ApplicationScoped
class Retention {
    private static final Logger LOG = Logger.getLogger(Retention.class);
    private static final int RUNS = 50;
    private static final int ROWS = 2000;

    private final DataSource dataSource;
    private final SchedulerConfig config;
    private final Clock clock;

    Retention(DataSource dataSource, SchedulerConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void forget() {
        Instant before = clock.instant().minus(config.retention());
        List<Long> old = inTransaction(connection -> oldRuns(connection, before));
        while (!old.isEmpty()) {
            old.forEach(this::forgetRun);
            LOG.infof("Runs forgotten: count=%d", old.size());
            old = inTransaction(connection -> oldRuns(connection, before));
        }
        deleteOlder("scheduler.audit", "id", "at", before);
        deleteOlder("scheduler.early", "id", "received_at", clock.instant().minus(EarlyEvents.OLDEST));
        deleteOlder(
                "scheduler.answered_request",
                "request_key",
                "answered_at",
                clock.instant().minus(config.idempotencyRetention()));
    }

    private static List<Long> oldRuns(Connection connection, Instant before) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT TOP (" + RUNS
                + ") run_no FROM scheduler.run WHERE finished_at < ? AND NOT EXISTS (SELECT 1 FROM scheduler.data_sync s"
                + " WHERE s.last_counted_run_no = run_no AND s.deleted_at IS NULL) ORDER BY finished_at, run_no")) {
            statement.setObject(1, utc(before));
            List<Long> numbers = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    numbers.add(result.getLong(1));
                }
            }
            return numbers;
        }
    }

    /** The rows first and the run last, so that a crash in between leaves nothing without a run. */
    private void forgetRun(long runNo) {
        String rows = "DELETE FROM scheduler.settled_change WHERE run_no = ? AND sequence IN" + " (SELECT TOP (" + ROWS
                + ") sequence FROM scheduler.settled_change WHERE run_no = ? ORDER BY sequence)";
        while (update(rows, runNo, runNo) > 0) {
            LOG.debugf("Rows forgotten: run=%d", runNo);
        }
        update("DELETE FROM scheduler.received_settlement WHERE run_no = ?", runNo);
        update("DELETE FROM scheduler.run WHERE run_no = ?", runNo);
    }

    private void deleteOlder(String table, String key, String column, Instant before) {
        String statement = "DELETE FROM " + table + " WHERE " + key + " IN (SELECT TOP (" + ROWS + ") " + key + " FROM "
                + table + " WHERE " + column + " < ? ORDER BY " + column + ") AND " + column + " < ?";
        while (update(statement, utc(before), utc(before)) > 0) {
            LOG.debugf("Rows forgotten: table=%s", table);
        }
    }

    private int update(String sql, Object... values) {
        return inTransaction(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                return statement.executeUpdate();
            }
        });
    }

    private <T> T inTransaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                return work.on(connection);
            }
        });
    }

    private interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
