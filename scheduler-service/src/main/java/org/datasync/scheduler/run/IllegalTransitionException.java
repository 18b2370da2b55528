package org.datasync.scheduler.run;

/** A run is in a state that does not allow the command. */
public final class IllegalTransitionException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IllegalTransitionException(String message) {
        super(message);
    }
}
