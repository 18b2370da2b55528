package org.datasync.scheduler.pace;

/** A caller starts more than it may. */
final class TooManyStartsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long retryAfterSeconds;

    TooManyStartsException(long retryAfterSeconds) {
        super("too many starts, the next one in %d s".formatted(retryAfterSeconds));
        this.retryAfterSeconds = retryAfterSeconds;
    }

    long retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
