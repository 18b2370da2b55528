package org.datasync.connector.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.datasync.connector.database.Sql;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;

/** Rows of {@code connector.tag_change}: one per run, constituent and address. */
@ApplicationScoped
public class ChangeRepository {
    /** SQL Server takes at most 2,100 values in a statement. */
    private static final int IDS_PER_STATEMENT = 500;

    private static final String INSERT = """
            INSERT INTO connector.tag_change (run_no, sequence, address_no, constituent_no, operation, address, address_key,
              profile, lane, changed_at, state, outcome, reason, attempt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """;
    /** Of the same values the first: each one less is less to send, and nearly all rows are like that. */
    private static final String INSERT_READY = """
            INSERT INTO connector.tag_change (run_no, sequence, address_no, constituent_no, operation, address, address_key,
              profile, lane, changed_at, state, attempt)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'READY', 0)
            """;

    private static final int VALUES_OF_READY = 10;
    private static final String COLUMNS = """
            id, run_no, sequence, address_no, constituent_no, operation, address, address_key, profile, lane, attempt,
              first_failed_at, in_doubt, changed_at
            """;

    private static final String TWINS = """
            SELECT c.id AS id, t.id AS twin_id, t.state, t.outcome, t.reason
            FROM connector.tag_change c
            JOIN connector.tag_change t ON t.address_key = c.address_key AND t.run_no = c.run_no
              AND t.operation = c.operation AND t.id <> c.id AND t.state <> 'EMPTY'
            """;

    private final Clock clock;

    ChangeRepository(Clock clock) {
        this.clock = clock;
    }

    /** Inserts a row per address and returns how many of them have to be settled. */
    int insert(Connection connection, long runNo, Collection<ConstituentDelta> records) throws SQLException {
        List<Object[]> rows = new ArrayList<>();
        int toSettle = 0;
        for (ConstituentDelta record : records) {
            if (record.addresses().isEmpty()) {
                rows.add(emptyRow(runNo, record));
            }
            for (AddressChange change : record.addresses()) {
                rows.add(row(runNo, record, change));
                toSettle++;
            }
        }
        insert(
                connection,
                INSERT_READY,
                rows.stream()
                        .filter(ChangeRepository::isReady)
                        .map(row -> Arrays.copyOf(row, VALUES_OF_READY))
                        .toList());
        insert(connection, INSERT, rows.stream().filter(row -> !isReady(row)).toList());
        return toSettle;
    }

    /** Which of these constituents the run has already. */
    List<Long> present(Connection connection, long runNo, List<Long> sequences) throws SQLException {
        List<Long> present = new ArrayList<>();
        for (List<Long> part : parts(sequences)) {
            present.addAll(Sql.list(
                    connection,
                    "SELECT DISTINCT sequence FROM connector.tag_change WHERE run_no = ? AND sequence IN "
                            + Sql.in(part.size()),
                    row -> row.getLong(1),
                    with(runNo, part)));
        }
        return present;
    }

    void delete(Connection connection, long runNo, List<Long> sequences) throws SQLException {
        for (List<Long> part : parts(sequences)) {
            Sql.update(
                    connection,
                    "DELETE FROM connector.tag_change WHERE run_no = ? AND sequence IN " + Sql.in(part.size()),
                    with(runNo, part));
        }
    }

    /** Rows of a run that may be sent now, in the order of their arrival. */
    public List<TagChange> ready(Connection connection, long runNo, Lane lane, int most) throws SQLException {
        return Sql.list(
                connection,
                "SELECT TOP (" + most + ") " + COLUMNS + """
                        FROM connector.tag_change
                        WHERE run_no = ? AND state = 'READY' AND lane = ? AND (next_attempt_at IS NULL OR next_attempt_at <= ?)
                        ORDER BY run_no, state, lane, id
                        """,
                ChangeRepository::change,
                runNo,
                lane,
                clock.instant());
    }

    /** Whether removals of the run wait for the decision how to find their ids. */
    public boolean isSeeking(Connection connection, long runNo) throws SQLException {
        return !Sql.list(connection, """
                        SELECT TOP (1) id FROM connector.tag_change WHERE run_no = ? AND state = 'READY' AND lane = 'SEEK'
                        """, row -> row.getLong(1), runNo).isEmpty();
    }

    /** Removals of the run that wait for that decision: how many, and the last. */
    public Seeking seeking(Connection connection, long runNo) throws SQLException {
        return Sql.first(connection, """
                        SELECT COUNT(*) AS seeking, MAX(id) AS last_id FROM connector.tag_change
                        WHERE run_no = ? AND state = 'READY' AND lane = 'SEEK'
                        """, row -> new Seeking(row.getLong("seeking"), row.getLong("last_id")), runNo)
                .orElseThrow();
    }

    /** Removals whose id is stored can go; returns how many. */
    public int unseekStored(Connection connection, long runNo, String tagId, long aboveId) throws SQLException {
        return Sql.update(connection, """
                UPDATE connector.tag_change SET lane = 'UNTAG'
                WHERE run_no = ? AND state = 'READY' AND lane = 'SEEK' AND id > ? AND EXISTS
                  (SELECT 1 FROM connector.association a
                   WHERE a.tag_id = ? AND a.address_key = tag_change.address_key)
                """, runNo, aboveId, tagId);
    }

    /** Removals of these addresses can go; returns how many. */
    public int unseek(Connection connection, long runNo, List<String> addressKeys) throws SQLException {
        if (addressKeys.isEmpty()) {
            return 0;
        }
        List<Object> arguments = new ArrayList<>(addressKeys);
        arguments.add(runNo);
        return Sql.update(
                connection,
                "UPDATE connector.tag_change SET lane = 'UNTAG' WHERE address_key IN " + Sql.in(addressKeys.size())
                        + " AND run_no = ? AND state = 'READY' AND lane = 'SEEK'",
                arguments.toArray());
    }

    /** All removals of the run can go, each after a look-up; at most that many at once. */
    public int unseekAll(Connection connection, long runNo, int most) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE connector.tag_change SET lane = 'UNTAG' WHERE id IN (SELECT TOP (" + most
                        + ") c.id FROM connector.tag_change c"
                        + " WHERE c.run_no = ? AND c.state = 'READY' AND c.lane = 'SEEK'"
                        + " ORDER BY c.run_no, c.state, c.lane, c.id)",
                runNo);
    }

    /** Rows of a batch, the oldest first. */
    public List<TagChange> ofBatch(Connection connection, long batchNo) throws SQLException {
        return Sql.list(
                connection,
                "SELECT " + COLUMNS
                        + " FROM connector.tag_change WHERE batch_no = ? AND state = 'BATCHED' ORDER BY batch_no, id",
                ChangeRepository::change,
                batchNo);
    }

    /** Rows that a call was under way for when their worker died. */
    public List<TagChange> calling(Connection connection) throws SQLException {
        return Sql.list(connection, "SELECT " + COLUMNS + """
                        FROM connector.tag_change WHERE state = 'CALLING' AND run_no IN
                          (SELECT run_no FROM connector.run WHERE state IN ('OPEN', 'CANCELLING', 'FAILING'))
                        ORDER BY id
                        """, ChangeRepository::change);
    }

    /** Other rows of the same run with the same address and operation: they are sent once and settle alike. */
    public List<Twin> twins(Connection connection, long id) throws SQLException {
        return Sql.list(connection, TWINS + "WHERE c.id = ?", ChangeRepository::twin, id);
    }

    /** The same for all rows of a run that wait in a lane, from one to another. */
    public List<Twin> twins(Connection connection, long runNo, Lane lane, long firstId, long lastId)
            throws SQLException {
        return Sql.list(
                connection,
                TWINS + "WHERE c.run_no = ? AND c.state = 'READY' AND c.lane = ? AND c.id BETWEEN ? AND ?",
                ChangeRepository::twin,
                runNo,
                lane,
                firstId,
                lastId);
    }

    /** Moves rows that are still ready into a batch; returns how many. */
    public int toBatch(Connection connection, List<Long> ids, long batchNo) throws SQLException {
        int moved = 0;
        for (List<Long> part : parts(ids)) {
            moved += Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET state = 'BATCHED', batch_no = ?, changed_at = ?"
                            + " WHERE state = 'READY' AND id IN " + Sql.in(part.size()),
                    with(batchNo, clock.instant(), part));
        }
        return moved;
    }

    /** Moves rows from one batch to another. */
    public void rebatch(Connection connection, List<Long> ids, long batchNo) throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET batch_no = ? WHERE state = 'BATCHED' AND id IN "
                            + Sql.in(part.size()),
                    with(batchNo, part));
        }
    }

    /** Whether the row could be taken for a call; false if it is not ready any more. */
    public boolean toCall(Connection connection, long id) throws SQLException {
        return Sql.update(
                        connection,
                        "UPDATE connector.tag_change SET state = 'CALLING', changed_at = ? WHERE id = ? AND state = 'READY'",
                        clock.instant(),
                        id)
                == 1;
    }

    /** The rows' outcome is known; it is told by the next settlement. Rows that have one keep it. */
    public void known(Connection connection, List<Long> ids, Outcome outcome, String reason) throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET state = 'KNOWN', outcome = ?, reason = ?, changed_at = ?"
                            + " WHERE state IN ('READY', 'BATCHED', 'CALLING') AND id IN " + Sql.in(part.size()),
                    with(outcome, reason, clock.instant(), part));
        }
    }

    /** The outcome of a row and of all its twins that wait. */
    public void knownAlike(Connection connection, TagChange.Sameness same, Outcome outcome, String reason)
            throws SQLException {
        Sql.update(
                connection, """
                UPDATE connector.tag_change SET state = 'KNOWN', outcome = ?, reason = ?, changed_at = ?
                WHERE address_key = ? AND run_no = ? AND operation = ? AND state IN ('READY', 'CALLING')
                """, outcome, reason, clock.instant(), same.addressKey(), same.runNo(), same.operation());
    }

    /**
     * Rows that were not sent get an outcome all the same, those that are in doubt stay unknown; returns how many there
     * were, at most that many.
     */
    public int giveUpReady(Connection connection, long runNo, int most, Outcome outcome, String reason)
            throws SQLException {
        List<Long> ids = Sql.list(
                connection,
                "SELECT TOP (" + most
                        + ") id FROM connector.tag_change WHERE run_no = ? AND state = 'READY' ORDER BY run_no, state, lane, id",
                row -> row.getLong(1),
                runNo);
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET state = 'KNOWN',"
                            + " outcome = CASE WHEN in_doubt = 1 THEN 'UNKNOWN' ELSE ? END, reason = ?, changed_at = ?"
                            + " WHERE state = 'READY' AND id IN " + Sql.in(part.size()),
                    with(outcome, reason, clock.instant(), part));
        }
        return ids.size();
    }

    public boolean hasReady(Connection connection, long runNo) throws SQLException {
        return !Sql.list(
                        connection,
                        "SELECT TOP (1) id FROM connector.tag_change WHERE run_no = ? AND state = 'READY'",
                        row -> row.getLong(1),
                        runNo)
                .isEmpty();
    }

    /** Rows whose outcome waits to be told. */
    public List<KnownChange> known(Connection connection, long runNo, int most) throws SQLException {
        return Sql.list(
                connection,
                "SELECT TOP (" + most + ") outcome, reason, " + COLUMNS
                        + " FROM connector.tag_change WHERE run_no = ? AND state = 'KNOWN' ORDER BY run_no, state, lane, id",
                row -> new KnownChange(change(row), Outcome.valueOf(row.getString("outcome")), row.getString("reason")),
                runNo);
    }

    /** The rows' outcome is told by an event of the same transaction. */
    public void settled(Connection connection, List<Long> ids) throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET state = 'SETTLED' WHERE state = 'KNOWN' AND id IN "
                            + Sql.in(part.size()),
                    part.toArray());
        }
    }

    /** The rest of a batch has that outcome, told by an event of the same transaction. */
    public void settledBatch(Connection connection, long batchNo, Outcome outcome, String reason) throws SQLException {
        Sql.update(connection, """
                UPDATE connector.tag_change SET state = 'SETTLED', outcome = ?, reason = ?, changed_at = ?
                WHERE batch_no = ? AND state = 'BATCHED'
                """, outcome, reason, clock.instant(), batchNo);
    }

    /** Some rows of a batch have that outcome, told by an event of the same transaction. */
    public void settledInBatch(Connection connection, List<Long> ids, Outcome outcome, String reason)
            throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET state = 'SETTLED', outcome = ?, reason = ?, changed_at = ?"
                            + " WHERE state = 'BATCHED' AND id IN " + Sql.in(part.size()),
                    with(outcome, reason, clock.instant(), part));
        }
    }

    /** A call for these rows may have taken effect; only a clear answer to a later one makes up for that. */
    public void doubt(Connection connection, List<Long> ids) throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET in_doubt = 1 WHERE id IN " + Sql.in(part.size()),
                    part.toArray());
        }
    }

    /** Back to waiting, nothing having gone wrong with the row. */
    public void release(Connection connection, long id, Instant next) throws SQLException {
        Sql.update(connection, """
                UPDATE connector.tag_change SET state = 'READY', next_attempt_at = ?, changed_at = ?
                WHERE id = ? AND state IN ('READY', 'CALLING')
                """, next, clock.instant(), id);
    }

    /** Back to waiting after a failed attempt. */
    public void retry(Connection connection, TagChange change, Instant next, String reason) throws SQLException {
        Instant now = clock.instant();
        Sql.update(connection, """
                UPDATE connector.tag_change SET state = 'READY', attempt = attempt + 1, next_attempt_at = ?, reason = ?,
                  first_failed_at = COALESCE(first_failed_at, ?), changed_at = ?
                WHERE id = ? AND state = 'CALLING'
                """, next, reason, now, now, change.id());
    }

    /** Waits while a twin is in a batch. */
    public void postpone(Connection connection, List<Long> ids, Instant next) throws SQLException {
        for (List<Long> part : parts(ids)) {
            Sql.update(
                    connection,
                    "UPDATE connector.tag_change SET next_attempt_at = ? WHERE state = 'READY' AND id IN "
                            + Sql.in(part.size()),
                    with(next, part));
        }
    }

    /** Whether this address got the tag by us after a moment, or may get it yet, whichever run did it. */
    public boolean addedSince(Connection connection, String addressKey, String tagId, Instant moment)
            throws SQLException {
        return !Sql.list(connection, """
                        SELECT TOP (1) c.id FROM connector.tag_change c JOIN connector.run r ON r.run_no = c.run_no
                        WHERE c.address_key = ? AND c.operation = 'TAG' AND r.tag_id = ?
                          AND (c.state = 'BATCHED' OR c.changed_at > ? AND c.outcome IN ('DONE', 'UNKNOWN'))
                        """, row -> row.getLong(1), addressKey, tagId, moment)
                .isEmpty();
    }

    private static boolean isReady(Object[] row) {
        return row[VALUES_OF_READY] == RowState.READY;
    }

    private static void insert(Connection connection, String sql, List<Object[]> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Object[] row : rows) {
                Sql.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private Object[] row(long runNo, ConstituentDelta record, AddressChange change) {
        Operation operation = change.operation();
        Optional<String> problem =
                operation == Operation.UNTAG ? Optional.empty() : EmailRules.problem(change.address());
        Outcome outcome = problem.isPresent() ? Outcome.REJECTED : null;
        if (operation == Operation.UNKNOWN || change.address().length() > EmailRules.LONGEST && outcome == null) {
            outcome = Outcome.FAILED;
            problem = Optional.of(
                    operation == Operation.UNKNOWN ? "operation of a later version" : "address is too long");
        }
        boolean storable = change.address().length() <= EmailRules.LONGEST;
        return new Object[] {
            runNo,
            record.sequence(),
            change.addressNo(),
            record.constituentNo(),
            operation,
            storable ? change.address().trim() : "",
            storable ? EmailRules.key(change.address()) : "",
            operation == Operation.UNTAG || outcome != null ? null : ProfileJson.write(record.profile()),
            Lane.of(operation, record.processing()),
            clock.instant(),
            outcome == null ? RowState.READY : RowState.KNOWN,
            outcome,
            problem.orElse(null)
        };
    }

    private Object[] emptyRow(long runNo, ConstituentDelta record) {
        return new Object[] {
            runNo,
            record.sequence(),
            0,
            record.constituentNo(),
            Operation.UNKNOWN,
            "",
            "",
            null,
            Lane.of(Operation.UNKNOWN, record.processing()),
            clock.instant(),
            RowState.EMPTY,
            null,
            null
        };
    }

    private static TagChange change(ResultSet row) throws SQLException {
        return new TagChange(
                row.getLong("id"),
                row.getLong("run_no"),
                row.getLong("sequence"),
                row.getInt("address_no"),
                row.getInt("constituent_no"),
                Operation.valueOf(row.getString("operation")),
                row.getString("address"),
                row.getString("address_key"),
                row.getString("profile"),
                Lane.valueOf(row.getString("lane")),
                row.getInt("attempt"),
                Sql.instant(row, "first_failed_at"),
                row.getBoolean("in_doubt"),
                Sql.instant(row, "changed_at"));
    }

    private static Twin twin(ResultSet row) throws SQLException {
        return new Twin(
                row.getLong("id"),
                row.getLong("twin_id"),
                RowState.valueOf(row.getString("state")),
                row.getString("outcome") == null ? null : Outcome.valueOf(row.getString("outcome")),
                row.getString("reason"));
    }

    private static List<List<Long>> parts(List<Long> ids) {
        List<List<Long>> parts = new ArrayList<>();
        for (int from = 0; from < ids.size(); from += IDS_PER_STATEMENT) {
            parts.add(ids.subList(from, Math.min(from + IDS_PER_STATEMENT, ids.size())));
        }
        return parts;
    }

    /** The arguments, the last of which is a list, as one array. */
    private static Object[] with(Object... arguments) {
        List<Object> all = new ArrayList<>(Arrays.asList(arguments).subList(0, arguments.length - 1));
        all.addAll((List<?>) arguments[arguments.length - 1]);
        return all.toArray();
    }

    /** Removals of a run whose way is not decided. */
    public record Seeking(long count, long lastId) {}

    /** A row and its outcome. */
    public record KnownChange(TagChange change, Outcome outcome, String reason) {}

    /**
     * A row with the same run, address and operation as another.
     *
     * @param outcome null while it has none
     */
    public record Twin(long id, long twinId, RowState state, Outcome outcome, String reason) {}
}
