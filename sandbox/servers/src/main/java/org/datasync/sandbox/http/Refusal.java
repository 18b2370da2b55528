package org.datasync.sandbox.http;

import java.util.List;
import java.util.Map;

/** A request that is answered with an error: status, title and, for invalid input, the field. */
public final class Refusal extends RuntimeException {
    private final int status;
    private final List<Map<String, String>> errors;

    private Refusal(int status, String title, List<Map<String, String>> errors) {
        super(title);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    public static Refusal of(int status, String title) {
        return new Refusal(status, title, List.of());
    }

    public static Refusal invalid(String field, String message) {
        return new Refusal(400, "Invalid request", List.of(Map.of("field", field, "message", message)));
    }

    Response response() {
        return Response.json(status, Map.of("status", status, "title", getMessage(), "errors", errors))
                .as("application/problem+json");
    }
}
