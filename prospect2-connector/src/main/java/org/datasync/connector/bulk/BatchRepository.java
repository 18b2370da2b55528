package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.datasync.connector.change.Lane;
import org.datasync.connector.database.Sql;

/** Rows of {@code connector.batch}. */
@ApplicationScoped
class BatchRepository {
    private final Clock clock;

    BatchRepository(Clock clock) {
        this.clock = clock;
    }

    /** A batch of rows that go out at once. */
    long insertSending(Connection connection, Lane lane, int contacts, long epoch) throws SQLException {
        return insert(connection, lane, BatchState.SENDING, contacts, epoch, 0, 0);
    }

    /** Part of a batch that is sent in smaller ones. */
    long insertPart(Connection connection, Batch whole, int contacts) throws SQLException {
        return insert(connection, whole.lane(), BatchState.PLANNED, contacts, 0, whole.sent(), whole.interruptions());
    }

    /** The batches in that state that are due, the first ones first. */
    List<Batch> due(Connection connection, BatchState state, int most) throws SQLException {
        return Sql.list(connection, "SELECT TOP (" + most + """
                ) batch_no, batch_id, lane, contacts, sent, doubts, interruptions, failures, polls, suspects,
                  first_failed_at, sent_at
                FROM connector.batch WHERE state = ? AND next_step_at <= ? ORDER BY state, next_step_at
                """, BatchRepository::batch, state, clock.instant());
    }

    /** Contacts of a batch that wait because the account is suspect. */
    long insertSuspects(Connection connection, Batch whole, int contacts, Instant next) throws SQLException {
        long batchNo = insertPart(connection, whole, contacts);
        Sql.update(
                connection,
                """
                UPDATE connector.batch SET suspects = ?, next_step_at = ?, first_failed_at = ? WHERE batch_no = ?
                """,
                whole.suspects() + 1,
                next,
                whole.firstFailedAt() == null ? clock.instant() : whole.firstFailedAt(),
                batchNo);
        return batchNo;
    }

    /** Nobody sends these any more: whether Prospect2 has them is not known. */
    int doubtSending(Connection connection) throws SQLException {
        return Sql.update(connection, """
                UPDATE connector.batch SET state = 'PLANNED', doubts = doubts + 1, sent = sent + 1, next_step_at = ?
                WHERE state = 'SENDING'
                """, clock.instant());
    }

    void sending(Connection connection, long batchNo, long epoch) throws SQLException {
        Sql.update(
                connection,
                "UPDATE connector.batch SET state = 'SENDING', epoch = ? WHERE batch_no = ? AND state = 'PLANNED'",
                epoch,
                batchNo);
    }

    void sent(Connection connection, long batchNo, String batchId, Instant firstPoll) throws SQLException {
        Sql.update(connection, """
                UPDATE connector.batch SET state = 'SENT', batch_id = ?, sent = sent + 1, sent_at = ?, polls = 0,
                  next_step_at = ?
                WHERE batch_no = ?
                """, batchId, clock.instant(), firstPoll, batchNo);
    }

    /** To be sent again; the counts say what has happened. */
    void plan(Connection connection, Batch batch, Instant next) throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE connector.batch SET state = 'PLANNED', next_step_at = ?, contacts = ?, sent = ?, doubts = ?,
                  interruptions = ?, failures = ?, first_failed_at = ?
                WHERE batch_no = ?
                """,
                next,
                batch.contacts(),
                batch.sent(),
                batch.doubts(),
                batch.interruptions(),
                batch.failures(),
                batch.firstFailedAt(),
                batch.no());
    }

    /** Asked about, not finished. */
    void polled(Connection connection, long batchNo, Instant next) throws SQLException {
        Sql.update(
                connection,
                "UPDATE connector.batch SET polls = polls + 1, next_step_at = ? WHERE batch_no = ?",
                next,
                batchNo);
    }

    void end(Connection connection, long batchNo) throws SQLException {
        Sql.update(
                connection,
                "UPDATE connector.batch SET state = 'ENDED', ended_at = ? WHERE batch_no = ?",
                clock.instant(),
                batchNo);
    }

    private long insert(
            Connection connection, Lane lane, BatchState state, int contacts, long epoch, int sent, int interruptions)
            throws SQLException {
        Instant now = clock.instant();
        return Sql.insert(connection, """
                INSERT INTO connector.batch (lane, state, epoch, contacts, sent, doubts, interruptions, failures, polls,
                  next_step_at, created_at)
                VALUES (?, ?, ?, ?, ?, 0, ?, 0, 0, ?, ?)
                """, "batch_no", lane, state, epoch, contacts, sent, interruptions, now, now);
    }

    private static Batch batch(ResultSet row) throws SQLException {
        return new Batch(
                row.getLong("batch_no"),
                row.getString("batch_id"),
                Lane.valueOf(row.getString("lane")),
                row.getInt("contacts"),
                row.getInt("sent"),
                row.getInt("doubts"),
                row.getInt("interruptions"),
                row.getInt("failures"),
                row.getInt("polls"),
                row.getInt("suspects"),
                Sql.instant(row, "first_failed_at"),
                Sql.instant(row, "sent_at"));
    }
}
