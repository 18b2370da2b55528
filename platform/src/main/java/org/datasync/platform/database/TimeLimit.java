package org.datasync.platform.database;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * How long a statement may take. The embedded database keeps the limit with the connection, and with it in the pool:
 * so it is lifted when the statement is through.
 */
public final class TimeLimit {
    private TimeLimit() {}

    /**
     * Runs work that uses this statement.
     *
     * @param limit in whole seconds, at least one
     * @throws java.sql.SQLTimeoutException if a call of the statement took longer
     */
    public static <T> T within(Duration limit, Statement statement, Work<T> work) throws SQLException {
        statement.setQueryTimeout((int) Math.max(1, limit.toSeconds()));
        try {
            return work.run();
        } finally {
            statement.setQueryTimeout(0);
        }
    }

    /** What has so much time. */
    @FunctionalInterface
    public interface Work<T> {
        T run() throws SQLException;
    }
}
