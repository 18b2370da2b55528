package org.datasync.platform.problem;

import java.sql.SQLException;

/** A failure for the log: its types, codes and traces without its messages, which may quote the input or a row. */
final class Unquoted extends Exception {
    private static final long serialVersionUID = 1L;

    private Unquoted(Throwable failure, Throwable cause) {
        super(told(failure), cause);
        setStackTrace(failure.getStackTrace());
    }

    static Unquoted of(Throwable failure) {
        return new Unquoted(failure, failure.getCause() == null ? null : of(failure.getCause()));
    }

    private static String told(Throwable failure) {
        String type = failure.getClass().getName();
        return failure instanceof SQLException e
                ? "%s: SQL state %s, error %d".formatted(type, e.getSQLState(), e.getErrorCode())
                : type;
    }

    @Override
    public String toString() {
        return getMessage();
    }
}
