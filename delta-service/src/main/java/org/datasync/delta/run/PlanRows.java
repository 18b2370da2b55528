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
public class PlanRows {
    private final Sql sql;
    private final PlanReader plans;

    PlanRows(Database database, PlanReader plans) {
        this.sql = database.sql();
        this.plans = plans;
    }

    /**
     * @param discarded whether nothing of the plan was done
     * @param cursor from the page before, 0 for the first
     */
    public Page page(Connection connection, long runNo, boolean discarded, Filter filter, int limit, long cursor)
            throws SQLException {
        List<Head> heads = heads(connection, runNo, filter, limit + 1, cursor);
        boolean more = heads.size() > limit;
        List<Head> page = more ? heads.subList(0, limit) : heads;
        Map<Long, List<Address>> addresses = page.isEmpty() ? Map.of() : addresses(connection, discarded, page);
        Map<Long, Map<String, String>> fields = page.isEmpty()
                ? Map.of()
                : plans.fields(connection, page.get(0).sequence - 1, page.get(page.size() - 1).sequence);
        return new Page(
                page.stream()
                        .map(head -> new Row(
                                head.sequence,
                                head.change,
                                head.constituentNo,
                                addresses.getOrDefault(head.sequence, List.of()),
                                PlanReader.with(head.profile, fields.get(head.sequence))))
                        .toList(),
                more ? String.valueOf(page.get(page.size() - 1).sequence) : null);
    }

    private List<Head> heads(Connection connection, long runNo, Filter filter, int limit, long cursor)
            throws SQLException {
        List<Object> parameters = new ArrayList<>(List.of(cursor));
        String conditions = "";
        if (filter.change != null) {
            conditions += " AND p.change = ?";
            parameters.add(filter.change);
        }
        if (filter.outcome != null) {
            boolean open = filter.outcome.equals("OPEN");
            conditions += " AND EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence AND x.outcome"
                    + (open ? " IS NULL)" : " = ?)");
            if (!open) {
                parameters.add(filter.outcome);
            }
        }
        return sql.with("run", runNo)
                .query(
                        connection,
                        "SELECT TOP (" + limit
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
    }

    private Map<Long, List<Address>> addresses(Connection connection, boolean discarded, List<Head> page)
            throws SQLException {
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
    public record Page(List<Row> items, String nextCursor) {
        public static final Page EMPTY = new Page(List.of(), null);
    }

    /**
     * Which rows.
     *
     * @param change ADD, UPDATE, REMOVE or LEFT; null for all
     * @param outcome constituents with an address that ended so, OPEN for one that is not settled; null for all
     */
    public record Filter(String change, String outcome) {}

    /** One constituent. */
    public record Row(long sequence, String change, int constituentNo, List<Address> addresses, Profile profile) {}

    /** One address and how its operation ended; outcome null while nobody knows. */
    public record Address(int addressNo, String operation, String address, String outcome, String reason) {}

    private record Head(long sequence, String change, int constituentNo, Profile profile) {}
}
