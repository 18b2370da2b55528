package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The shapes in which the API says no. There is no single one; E1 to E5 as in the API reference, section 4. */
final class Errors {
    private Errors() {}

    /** E1, any subset of its keys. */
    static Answer e1(int status, ObjectNode error) {
        var body = Json.object();
        body.putArray("errors").add(error);
        return Answer.of(status, body);
    }

    static Answer e1(int status, String title, String detail) {
        return e1(
                status, Json.object().put("status", status).put("title", title).put("detail", detail));
    }

    /** E2. */
    static Answer e2(int status, String message) {
        return Answer.of(status, Json.object().put("message", message));
    }

    static Answer noResult(String what, Object id) {
        return e2(404, "No Result found for %s with id %s".formatted(what, id));
    }

    /** E3. */
    static Answer e3(int status, String error) {
        return Answer.of(
                status,
                Json.object().put("message", "Could not process request").put("error", error));
    }

    /** E4. */
    static Answer e4(String message, ArrayNode failureReasons) {
        var body = Json.object().put("success", 0).put("message", message);
        body.set("failureReasons", failureReasons);
        return Answer.of(400, body);
    }

    static Answer missingAttribute(String attribute) {
        var error = Json.object().put("status", 422).put("title", "Missing attribute");
        error.putObject("source").put("pointer", "/data/attributes/" + attribute);
        return e1(422, error);
    }

    static Answer duplicate() {
        var error = Json.object()
                .put("title", "Email address already exists in the system")
                .put("detail", "")
                .put("code", "duplicate");
        error.putObject("source").put("pointer", "/data/attributes/email");
        return e1(422, error);
    }

    static Answer invalidEmail() {
        var error = Json.object()
                .put("title", "Contact Email Address is not valid.")
                .put("code", "email_invalid")
                .put("error", "must_be_valid_email_address");
        error.putObject("source").put("pointer", "/data/attributes/email");
        return e1(422, error);
    }

    static Answer rateLimit() {
        var error = Json.object().put("title", "429 Too Many Requests").put("detail", "Rate limit exceeded");
        return e1(429, error);
    }

    /** A sample of each shape, for faults. */
    static Answer sample(Shape shape, int status) {
        return switch (shape) {
            case E1 -> e1(status, "Error " + status, "The request could not be processed.");
            case E2 -> e2(status, status == 403 ? "Forbidden" : "Error " + status);
            case E3 -> e3(status, "Lock wait timeout exceeded; try restarting transaction");
            case E4 ->
                Answer.of(
                        status,
                        Json.object()
                                .put("success", 0)
                                .put("message", "Error " + status)
                                .set("failureReasons", Json.array().add("The request could not be processed.")));
            case E5 ->
                Answer.of(
                        status,
                        Json.object()
                                .put("result_code", 0)
                                .put("result_message", "Failed: the request could not be processed")
                                .put("result_output", "json"));
        };
    }

    enum Shape {
        E1,
        E2,
        E3,
        E4,
        E5
    }
}
