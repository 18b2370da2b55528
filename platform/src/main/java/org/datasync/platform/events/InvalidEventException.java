package org.datasync.platform.events;

/** A record that can never be valid: it goes to the dead-letter topic. The message holds no personal data. */
public final class InvalidEventException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvalidEventException(String message) {
        super(message);
    }
}
