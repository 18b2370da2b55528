package org.datasync.delta.database;

import java.sql.SQLException;

/** The database refused or is away. Whoever works from a row repeats it later. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DatabaseException(SQLException cause) {
        // A driver may quote values of the row in its message: they do not belong in a log.
        super("SQL state " + cause.getSQLState() + ", error " + cause.getErrorCode());
        setStackTrace(cause.getStackTrace());
    }
}
