package org.datasync.connector.bulk;

/** Rows chosen for a batch were given up by another worker meanwhile: the transaction must not commit. */
final class RowsTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RowsTakenException() {
        super("rows of the batch were given up meanwhile");
    }
}
