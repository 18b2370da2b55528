package org.datasync.scheduler.problem;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field of a request.
 *
 * @param field path in the request, for example {@code schedule.everyMinutes}; empty for the body as a whole
 */
public record FieldError(String field, String message) {
    public FieldError {
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
