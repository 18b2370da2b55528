package org.datasync.delta.explain;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** What runs did with a constituent, newest first. */
@ApplicationScoped
class History {
    private final Sql sql;

    History(Database database) {
        this.sql = database.sql();
    }

    /**
     * @param syncId only of this sync; null for all
     * @param cursor sequences below this one
     */
    Page page(Connection connection, int constituentNo, Integer syncId, int limit, long cursor) throws SQLException {
        List<Entry> entries = sql.query(
                connection,
                "SELECT TOP (" + (limit + 1) + ") p.sequence, r.run_id, r.sync_id, r.created_at, r.state, p.change"
                        + " FROM {p2}PLAN p JOIN {p2}RUN r ON r.run_no = p.run_no WHERE p.customer_no = ?"
                        + " AND p.sequence < ?" + (syncId == null ? "" : " AND r.sync_id = " + syncId)
                        + " ORDER BY p.sequence DESC",
                Sql.list(row -> new Entry(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getString(5),
                        row.getString(6),
                        List.of())),
                constituentNo,
                cursor);
        boolean more = entries.size() > limit;
        List<Entry> page = more ? entries.subList(0, limit) : entries;
        Map<Long, List<Operation>> operations = operations(connection, page);
        return new Page(
                page.stream()
                        .map(entry -> entry.with(operations.getOrDefault(entry.sequence, List.of())))
                        .toList(),
                more ? String.valueOf(page.get(page.size() - 1).sequence) : null);
    }

    private Map<Long, List<Operation>> operations(Connection connection, List<Entry> entries) throws SQLException {
        return sql.with("sequences", entries.stream().map(Entry::sequence).toList())
                .query(
                        connection,
                        "SELECT sequence, operation, address, outcome, reason FROM {p2}PLAN_ADDRESS"
                                + " WHERE sequence IN ({sequences}) ORDER BY sequence, address_no",
                        result -> {
                            Map<Long, List<Operation>> rows = new LinkedHashMap<>();
                            while (result.next()) {
                                rows.computeIfAbsent(result.getLong(1), sequence -> new ArrayList<>())
                                        .add(new Operation(
                                                result.getString(2),
                                                result.getString(3),
                                                result.getString(4),
                                                result.getString(5)));
                            }
                            return rows;
                        });
    }

    /** A piece of the history. */
    record Page(List<Entry> items, String nextCursor) {}

    /** One run. */
    record Entry(
            long sequence,
            String runId,
            int syncId,
            Instant at,
            String runState,
            String change,
            List<Operation> addresses) {
        Entry with(List<Operation> operations) {
            return new Entry(sequence, runId, syncId, at, runState, change, operations);
        }
    }

    /** One address of the constituent in a run. */
    record Operation(String operation, String address, String outcome, String reason) {}
}
