package org.datasync.scheduler.contention;

/** Other transactions kept this one from its end; it changed nothing. */
final class BusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BusyException(Throwable cause) {
        super("the database is busy with other changes; nothing was changed, try again", cause);
    }
}
