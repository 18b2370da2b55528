package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Reads plan rows for people. */
@ApplicationScoped
class PlanRows {
    private final Sql sql;

    PlanRows(Database database) {
        this.sql = database.sql();
    }

    /**
     * @param change ADD, UPDATE, REMOVE or LEFT; null for all
     * @param outcome constituents with an address that ended so, OPEN for one that is not settled; null for all
     */
    Page page(Connection connection, Run run, String change, String outcome, int limit, long cursor)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(cursor));
        String conditions = "";
        if (change != null) {
            conditions += " AND p.change = ?";
            parameters.add(change);
        }
        if (outcome != null) {
            boolean open = outcome.equals("OPEN");
            conditions += " AND EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence AND x.outcome"
                    + (open ? " IS NULL)" : " = ?)");
            if (!open) {
                parameters.add(outcome);
            }
        }
        List<Head> heads = sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT TOP (" + (limit + 1)
                                + ") p.sequence, p.change, p.customer_no, p.fname, p.lname, p.prefix"
                                + " FROM {p2}PLAN p WHERE p.sequence > ? AND CASE WHEN p.run_no = {run} THEN 1 ELSE 0 END"
                                + " = 1" + conditions + " ORDER BY p.sequence",
                        Sql.list(row -> new Head(
                                row.getLong(1),
                                row.getString(2),
                                row.getInt(3),
                                PlanReader.profile(
                                        row.getInt(3), row.getString(4), row.getString(5), row.getString(6)))),
                        parameters.toArray());
        boolean more = heads.size() > limit;
        List<Head> page = more ? heads.subList(0, limit) : heads;
        Map<Long, List<Address>> addresses = page.isEmpty() ? Map.of() : addresses(connection, run, page);
        return new Page(
                page.stream()
                        .map(head -> new Row(
                                head.sequence,
                                head.change,
                                head.constituentNo,
                                addresses.getOrDefault(head.sequence, List.of()),
                                head.profile))
                        .toList(),
                more ? String.valueOf(page.get(page.size() - 1).sequence) : null);
    }

    private Map<Long, List<Address>> addresses(Connection connection, Run run, List<Head> page) throws SQLException {
        // A discarded plan has no outcomes: nothing of it was done.
        boolean discarded = run.state() == RunState.CANCELLED || run.state() == RunState.FAILED;
        return sql.with("sequences", page.stream().map(Head::sequence).toList())
                .query(
                        connection,
                        "SELECT sequence, address_no, operation, address, outcome, reason FROM {p2}PLAN_ADDRESS"
                                + " WHERE sequence IN ({sequences}) ORDER BY sequence, address_no",
                        result -> {
                            Map<Long, List<Address>> rows = new LinkedHashMap<>();
                            while (result.next()) {
                                rows.computeIfAbsent(result.getLong(1), sequence -> new ArrayList<>())
                                        .add(new Address(
                                                result.getInt(2),
                                                result.getString(3),
                                                result.getString(4),
                                                discarded ? "CANCELLED" : result.getString(5),
                                                discarded ? null : result.getString(6)));
                            }
                            return rows;
                        });
    }

    /** A piece of the plan; the cursor leads to the next one. */
    record Page(List<Row> items, String nextCursor) {}

    /** One constituent. */
    record Row(long sequence, String change, int constituentNo, List<Address> addresses, Profile profile) {}

    /** One address and how its operation ended; outcome null while nobody knows. */
    record Address(int addressNo, String operation, String address, String outcome, String reason) {}

    private record Head(long sequence, String change, int constituentNo, Profile profile) {}
}
