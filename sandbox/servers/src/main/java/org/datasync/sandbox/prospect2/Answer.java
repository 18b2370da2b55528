package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** An answer before it is sent. */
record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {
    static final String JSON = "application/json";

    static Answer of(int status, JsonNode body) {
        return new Answer(status, JSON, Json.bytes(body), Map.of());
    }

    static Answer ok(JsonNode body) {
        return of(200, body);
    }

    /** What a successful removal says. */
    static Answer done() {
        return ok(Json.object());
    }

    static Answer text(int status, String contentType, String body) {
        return new Answer(status, contentType, body.getBytes(StandardCharsets.UTF_8), Map.of());
    }

    Answer with(Map<String, String> newHeaders) {
        return new Answer(status, contentType, body, newHeaders);
    }
}
