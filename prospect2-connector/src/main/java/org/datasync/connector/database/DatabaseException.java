package org.datasync.connector.database;

import java.sql.SQLException;

/** The database refused or is away; the transaction was rolled back. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean duplicate;

    DatabaseException(SQLException cause) {
        // A driver may quote values of the row in its message: they do not belong in a log.
        super("SQL state " + cause.getSQLState() + ", error " + cause.getErrorCode());
        setStackTrace(cause.getStackTrace());
        duplicate = cause.getSQLState() != null && cause.getSQLState().startsWith("23");
    }

    /** Whether a row with the same key exists. */
    public boolean isDuplicate() {
        return duplicate;
    }
}
