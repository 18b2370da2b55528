package org.datasync.platform.problem;

import static java.util.Objects.requireNonNull;

/**
 * What is wrong with one field of a request. It never repeats the input: that may hold an address.
 *
 * @param field path in the request, for example {@code schedule.everyMinutes}; empty for the body as a whole
 */
public record FieldError(String field, String message) {
    public FieldError {
        requireNonNull(field, "field");
        requireNonNull(message, "message");
    }
}
