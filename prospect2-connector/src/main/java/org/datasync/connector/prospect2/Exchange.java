package org.datasync.connector.prospect2;

import java.time.Duration;
import java.util.Optional;

/** How one HTTP request ended. */
sealed interface Exchange {
    /**
     * An answer of any status.
     *
     * @param retryAfter what the header asks for, whole seconds or a date
     */
    record Answered(int status, byte[] body, Optional<Duration> retryAfter) implements Exchange {}

    /** No connection: it was not sent. */
    record NotSent(String reason) implements Exchange {}

    /** It may have been received; no answer came back. */
    record Lost(String reason) implements Exchange {}
}
