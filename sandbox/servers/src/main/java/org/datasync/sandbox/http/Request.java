package org.datasync.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A request that passed the checks of {@link LoopbackServer}. */
public record Request(String method, String path, Map<String, String> query, String body) {
    private static final JsonMapper JSON = new JsonMapper();

    public Request {
        query = Map.copyOf(query);
    }

    static Request of(HttpExchange exchange) throws IOException {
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                query(exchange.getRequestURI().getRawQuery()),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    /** Whether this is the call, such as {@code GET /api/messages}. */
    public boolean is(String methodAndPath) {
        return methodAndPath.equals(method + " " + path);
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A whole number from the query; anything else is refused with the parameter's name. */
    public int number(String name, int least, int most) {
        String text = parameter(name).orElseThrow(() -> Refusal.invalid(name, "is required"));
        String wanted = "must be a whole number from %d to %d".formatted(least, most);
        try {
            int number = Integer.parseInt(text);
            if (number < least || number > most) {
                throw Refusal.invalid(name, wanted);
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.invalid(name, wanted);
        }
    }

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw Refusal.invalid("body", "is not JSON");
        }
    }

    private static Map<String, String> query(String raw) {
        var parameters = new HashMap<String, String>();
        if (raw == null) {
            return parameters;
        }
        for (String pair : raw.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(decoded(parts[0]), parts.length == 2 ? decoded(parts[1]) : "");
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("query", "is not well encoded");
        }
    }
}
