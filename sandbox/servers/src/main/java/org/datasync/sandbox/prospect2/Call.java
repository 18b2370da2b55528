package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.OptionalInt;
import java.util.Set;

/** A request, understood as far as a route needs. */
final class Call {
    final String method;
    final String path;
    final String rawQuery;
    final Query query;
    final byte[] body;
    private final JsonNode json;

    Call(String method, String path, String rawQuery, byte[] body) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.query = Query.parse(rawQuery);
        this.body = body;
        this.json = parse(body);
    }

    private Call(Call call, Query query) {
        this.method = call.method;
        this.path = call.path;
        this.rawQuery = call.rawQuery;
        this.query = query;
        this.body = call.body;
        this.json = call.json;
    }

    /** The same for a server that does not know these parameters. */
    Call without(Set<String> parameters) {
        return parameters.isEmpty() ? this : new Call(this, query.without(parameters));
    }

    /** The body; refused if it is not JSON. */
    JsonNode json() {
        if (json == null) {
            throw new Refusal(Errors.e1(400, "Bad Request", "The request body is not valid JSON."));
        }
        return json;
    }

    /** The object in which the API wraps a resource; refused if it is missing. */
    JsonNode wrapped(String name) {
        var inner = json().get(name);
        if (inner == null || !inner.isObject()) {
            throw new Refusal(Errors.e1(400, "Bad Request", "The request must contain '%s'.".formatted(name)));
        }
        return inner;
    }

    /** Null when the body is not JSON. */
    JsonNode jsonOrNull() {
        return json;
    }

    /** An id given as number or as text. */
    static OptionalInt id(JsonNode node) {
        return node == null || node.isContainerNode() ? OptionalInt.empty() : Query.number(node.asText());
    }

    private static JsonNode parse(byte[] body) {
        if (body.length == 0) {
            return MissingNode.getInstance();
        }
        try {
            return Json.parse(body);
        } catch (IOException e) {
            return null; // Said when a route asks for it: the order of the checks matters.
        }
    }
}
