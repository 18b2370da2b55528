package org.datasync.delta.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.datasync.delta.database.Sql;

/** What planning writes down for a run or a preview: the plan, and the tables that it works with. */
public final class StoredPlan {
    private static final List<String> WORK_TABLES =
            List.of("RUN_MEMBER", "RUN_WITHOUT", "RUN_UNTAG", "RUN_HOLDER", "RUN_DUE");

    private StoredPlan() {}

    /**
     * Deletes a few constituents of a plan with all that belongs to them.
     *
     * @param sql knows the number of the run
     * @return how many constituents were left to delete, at most {@code limit}
     */
    public static int forget(Connection connection, Sql sql, int limit) throws SQLException {
        List<Long> sequences = sql.query(
                connection,
                "SELECT TOP (" + limit + ") p.sequence FROM {p2}PLAN p WHERE p.run_no = {run} ORDER BY p.customer_no",
                Sql.list(row -> row.getLong(1)));
        if (!sequences.isEmpty()) {
            Sql some = sql.with("sequences", sequences);
            for (String table : List.of("PLAN_ADDRESS", "PLAN_FIELD", "PLAN")) {
                some.execute(connection, "DELETE FROM {p2}" + table + " WHERE sequence IN ({sequences})");
            }
        }
        return sequences.size();
    }

    /**
     * Deletes some rows of the tables that planning works with.
     *
     * @param sql knows the number of the run
     * @return how many; 0 if nothing is left
     */
    public static int forgetWork(Connection connection, Sql sql, int limit) throws SQLException {
        int rows = 0;
        for (String table : WORK_TABLES) {
            rows += sql.execute(connection, "DELETE TOP (" + limit + ") FROM {p2}" + table + " WHERE run_no = {run}");
        }
        return rows;
    }
}
