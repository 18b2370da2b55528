package org.datasync.connector.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.connector.database.Sql;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.sync.v1.Tag;

/** Rows of {@code connector.run}. */
@ApplicationScoped
public class RunRepository {
    /** Every row has arrived and is settled. */
    private static final String FINISHED = """
            state IN ('OPEN', 'CANCELLING', 'FAILING') AND settled_rows = received_rows
              AND received_added >= published_added AND received_removed >= published_removed
              AND received_changed >= published_changed
              AND (failure_code IS NULL OR failure_sent = 1)
            """;

    /** Runs with rows that are not closed, the oldest first. */
    public List<Run> active(Connection connection) throws SQLException {
        return Sql.list(connection, """
                SELECT run_no, run_id, sync_id, tag_id, tag_name, state, received_rows, settled_rows, received_added,
                       received_removed, received_changed, published_added, published_removed, published_changed
                FROM connector.run
                WHERE state IN ('OPEN', 'CANCELLING', 'FAILING') AND tag_id IS NOT NULL
                ORDER BY run_no
                """, RunRepository::run);
    }

    /** Whether any row waits for its settlement. */
    public boolean hasWork(Connection connection) throws SQLException {
        return !Sql.list(connection, """
                        SELECT TOP (1) run_no FROM connector.run
                        WHERE state IN ('OPEN', 'CANCELLING', 'FAILING') AND received_rows > settled_rows
                        """, row -> row.getLong(1)).isEmpty();
    }

    public Optional<Known> known(Connection connection, UUID runId) throws SQLException {
        return Sql.first(
                connection,
                "SELECT run_no, state, tag_id FROM connector.run WHERE run_id = ?",
                row -> new Known(row.getLong(1), RunState.valueOf(row.getString(2)), row.getString(3) != null),
                runId.toString());
    }

    /**
     * A run that is heard of for the first time, by whatever record came first.
     *
     * @param tag null if the record does not tell
     */
    void insert(Connection connection, UUID runId, int syncId, Tag tag, Instant requestedAt, Instant now)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO connector.run (run_id, sync_id, tag_id, tag_name, requested_at, state, created_at,
                  received_added, received_removed, received_changed, received_rows, settled_rows, last_settlement_no,
                  failure_sent)
                VALUES (?, ?, ?, ?, ?, 'OPEN', ?, 0, 0, 0, 0, 0, 0, 0)
                """,
                runId.toString(),
                syncId,
                tag == null ? null : tag.id(),
                tag == null ? null : tag.name(),
                requestedAt,
                now);
    }

    /** A run that a decision or closing record announced has its first constituent. */
    void learnTag(Connection connection, long runNo, Tag tag, Instant requestedAt) throws SQLException {
        Sql.update(
                connection,
                "UPDATE connector.run SET tag_id = ?, tag_name = ?, requested_at = ? WHERE run_no = ? AND tag_id IS NULL",
                tag.id(),
                tag.name(),
                requestedAt,
                runNo);
    }

    /** Counts records that have arrived. False if the run is closed: it takes no more. */
    public boolean received(Connection connection, long runNo, Published records, long rows) throws SQLException {
        return Sql.update(connection, """
                        UPDATE connector.run SET received_added = received_added + ?,
                          received_removed = received_removed + ?, received_changed = received_changed + ?,
                          received_rows = received_rows + ?
                        WHERE run_no = ? AND state <> 'CLOSED'
                        """, records.added(), records.removed(), records.changed(), rows, runNo) == 1;
    }

    void published(Connection connection, long runNo, Published published) throws SQLException {
        Sql.update(connection, """
                UPDATE connector.run SET published_added = ?, published_removed = ?, published_changed = ?
                WHERE run_no = ? AND state <> 'CLOSED'
                """, published.added(), published.removed(), published.changed(), runNo);
    }

    /** False if it is too late for that. */
    boolean cancel(Connection connection, long runNo) throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE connector.run SET state = 'CANCELLING' WHERE run_no = ? AND state = 'OPEN'",
                        runNo)
                == 1;
    }

    /** The whole run cannot be applied. False if it is not open any more. */
    public boolean fail(Connection connection, long runNo, String code, String reason) throws SQLException {
        return Sql.update(connection, """
                        UPDATE connector.run SET state = 'FAILING', failure_code = ?, failure_reason = ?
                        WHERE run_no = ? AND state = 'OPEN'
                        """, code, reason, runNo) == 1;
    }

    /** Whether there is any to close: a transaction that changes nothing costs the database as much as one that does. */
    public boolean hasFinished(Connection connection) throws SQLException {
        return !Sql.list(
                        connection, "SELECT TOP (1) run_no FROM connector.run WHERE " + FINISHED, row -> row.getLong(1))
                .isEmpty();
    }

    /** Closes the runs of which every row has arrived and is settled. */
    public int closeFinished(Connection connection, Instant now) throws SQLException {
        return Sql.update(
                connection, "UPDATE connector.run SET state = 'CLOSED', closed_at = ? WHERE " + FINISHED, now);
    }

    private static Run run(ResultSet row) throws SQLException {
        boolean complete = isComplete(row, "added") && isComplete(row, "removed") && isComplete(row, "changed");
        return new Run(
                row.getLong("run_no"),
                UUID.fromString(row.getString("run_id")),
                row.getInt("sync_id"),
                row.getString("tag_id"),
                row.getString("tag_name"),
                RunState.valueOf(row.getString("state")),
                row.getLong("received_rows"),
                row.getLong("settled_rows"),
                complete);
    }

    private static boolean isComplete(ResultSet row, String topic) throws SQLException {
        Long published = Sql.number(row, "published_" + topic);
        return published != null && row.getLong("received_" + topic) >= published;
    }

    /** @param hasRows whether a constituent has arrived */
    public record Known(long no, RunState state, boolean hasRows) {}
}
