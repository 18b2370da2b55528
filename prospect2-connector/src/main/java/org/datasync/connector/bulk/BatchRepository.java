package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.connector.change.Lane;
import org.datasync.connector.database.Sql;

/** Rows of {@code connector.batch}. */
@ApplicationScoped
class BatchRepository {
    private final Clock clock;

    BatchRepository(Clock clock) {
        this.clock = clock;
    }

    /**
     * A batch of rows that go out at once.
     *
     * @param rowsLeft of the run that is nearest to its end
     */
    long insertSending(Connection connection, Lane lane, int contacts, long epoch, long rowsLeft) throws SQLException {
        return insert(connection, lane, BatchState.SENDING, contacts, epoch, 0, 0, rowsLeft);
    }

    /** Part of a batch that is sent in smaller ones. */
    long insertPart(Connection connection, Batch whole, int contacts) throws SQLException {
        return insert(
                connection, whole.lane(), BatchState.PLANNED, contacts, 0, whole.sent(), whole.interruptions(), 0);
    }

    /**
     * The batch that is to be sent next.
     *
     * @param leastContacts smaller ones have to wait
     */
    Optional<Batch> dueToSend(Connection connection, int leastContacts) throws SQLException {
        return due(connection, BatchState.PLANNED, leastContacts, 1, "state, next_step_at").stream()
                .findFirst();
    }

    /** Batches to be asked about, first those whose runs are nearest to their ends: questions may have to wait. */
    List<Batch> dueToAsk(Connection connection, int most) throws SQLException {
        return due(connection, BatchState.SENT, 0, most, "rows_left, next_step_at");
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

    /** Prospect2 has queued it. Once only, however often it is written down. */
    void sent(Connection connection, Queued queued) throws SQLException {
        Sql.update(connection, """
                UPDATE connector.batch SET state = 'SENT', batch_id = ?, sent = sent + 1, sent_at = ?, polls = 0,
                  next_step_at = ?
                WHERE batch_no = ? AND state = 'SENDING'
                """, queued.batchId(), queued.sentAt(), queued.firstPoll(), queued.batchNo());
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

    private List<Batch> due(Connection connection, BatchState state, int leastContacts, int most, String order)
            throws SQLException {
        return Sql.list(
                connection,
                "SELECT TOP (" + most + """
                ) batch_no, batch_id, lane, contacts, sent, doubts, interruptions, failures, polls, suspects,
                  first_failed_at, sent_at
                FROM connector.batch WHERE state = ? AND next_step_at <= ? AND contacts >= ? ORDER BY\s""" + order,
                BatchRepository::batch,
                state,
                clock.instant(),
                leastContacts);
    }

    private long insert(
            Connection connection,
            Lane lane,
            BatchState state,
            int contacts,
            long epoch,
            int sent,
            int interruptions,
            long rowsLeft)
            throws SQLException {
        Instant now = clock.instant();
        return Sql.insert(
                connection, """
                INSERT INTO connector.batch (lane, state, epoch, contacts, sent, doubts, interruptions, failures, polls,
                  next_step_at, created_at, rows_left)
                VALUES (?, ?, ?, ?, ?, 0, ?, 0, 0, ?, ?, ?)
                """, "batch_no", lane, state, epoch, contacts, sent, interruptions, now, now, rowsLeft);
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
