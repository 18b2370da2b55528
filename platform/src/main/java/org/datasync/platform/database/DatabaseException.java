package org.datasync.platform.database;

import java.sql.SQLException;
import java.util.Optional;

/** The database refused or is away, and the transaction was rolled back. Whoever works from a row repeats it later. */
public final class DatabaseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean duplicate;

    public DatabaseException(SQLException cause) {
        // A driver may quote values of the row in its message: they do not belong in a log.
        super("SQL state " + cause.getSQLState() + ", error " + cause.getErrorCode());
        setStackTrace(cause.getStackTrace());
        duplicate = Contention.in(cause).equals(Optional.of(Contention.LOST_RACE));
    }

    /** Whether a row with the same key exists. */
    public boolean isDuplicate() {
        return duplicate;
    }
}
