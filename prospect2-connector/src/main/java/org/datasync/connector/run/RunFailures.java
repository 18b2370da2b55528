package org.datasync.connector.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.datasync.connector.database.Sql;
import org.datasync.contracts.tagging.v1.TagChangesSettled.RunFailure;

/** Why runs as a whole cannot be applied, each told once. */
@ApplicationScoped
public class RunFailures {

    /** The failure of the run that no event has told yet. */
    public Optional<RunFailure> untold(Connection connection, long runNo) throws SQLException {
        return Sql.first(connection, """
                SELECT failure_code, failure_reason FROM connector.run
                WHERE run_no = ? AND failure_code IS NOT NULL AND failure_sent = 0
                """, row -> new RunFailure(row.getString(1), row.getString(2)), runNo);
    }

    public void told(Connection connection, long runNo) throws SQLException {
        Sql.update(connection, "UPDATE connector.run SET failure_sent = 1 WHERE run_no = ?", runNo);
    }

    /** The reason that each row of the run gets. */
    public String reason(Connection connection, long runNo) throws SQLException {
        return Sql.first(
                        connection,
                        "SELECT failure_code FROM connector.run WHERE run_no = ? AND failure_code IS NOT NULL",
                        row -> row.getString(1),
                        runNo)
                .orElse("run failed");
    }
}
