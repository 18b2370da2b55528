package org.datasync.delta.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.datasync.delta.database.Sql;

/** The rows of a plan, of a run or of a preview. */
public final class StoredPlan {
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
}
