package org.datasync.delta.database;

import java.sql.SQLException;

/** What one transaction does to another. It passes: the same statement may succeed a moment later. */
public final class Conflict {
    /** SQL Server's "lock request time out period exceeded", which has no state of its own. */
    private static final int LOCK_TIMED_OUT = 1222;

    private Conflict() {}

    /** Whether the statement was the victim of a deadlock, or waited for somebody's lock for too long. */
    public static boolean is(SQLException e) {
        return e.getErrorCode() == LOCK_TIMED_OUT
                || (e.getSQLState() != null && e.getSQLState().startsWith("40"));
    }
}
