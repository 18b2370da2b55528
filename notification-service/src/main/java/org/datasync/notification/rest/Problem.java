package org.datasync.notification.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** An error as RFC 9457 wants it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    static final String MEDIA_TYPE = "application/problem+json";

    static Problem of(int status, String title, String detail) {
        return new Problem("about:blank", title, status, detail, List.of());
    }

    /** What is wrong with one field of the input. */
    record FieldError(String field, String message) {}
}
