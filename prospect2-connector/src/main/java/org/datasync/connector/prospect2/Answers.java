package org.datasync.connector.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.datasync.connector.prospect2.Exchange.Answered;
import org.datasync.connector.prospect2.Exchange.Lost;
import org.datasync.connector.prospect2.Exchange.NotSent;

/**
 * What an answer means. The API has no single error schema: five shapes are read here, and a good status without JSON
 * is no success.
 */
final class Answers {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int LONGEST_REASON = 200;
    private static final Set<String> ADDRESS_ERRORS = Set.of("email_invalid", "must_be_valid_email_address");

    private final Duration rest;
    private final Duration importRest;

    Answers(Duration rest, Duration importRest) {
        this.rest = rest;
        this.importRest = importRest;
    }

    Reply<JsonNode> read(Request request, Exchange exchange) {
        if (exchange instanceof NotSent notSent) {
            return new Reply.Later<>(notSent.reason(), false);
        }
        if (exchange instanceof Lost lost) {
            return unanswered(request, lost.reason());
        }
        Answered answer = (Answered) exchange;
        JsonNode body = parse(answer.body());
        if (answer.status() / 100 == 2) {
            return success(request, answer, body);
        }
        return failure(request, answer, body);
    }

    private Reply<JsonNode> success(Request request, Answered answer, JsonNode body) {
        if (body == null && isPage(answer.body())) {
            return new Reply.Blocked<>(
                    "HTTP %d with a page instead of data".formatted(answer.status()), request.writes());
        }
        if (answer.status() == 204 && request.deletes()) {
            return new Reply.Applied<>(MAPPER.createObjectNode());
        }
        if (body == null || !body.isObject()) {
            return unanswered(request, "an answer without JSON");
        }
        if (!saysNo(body)) {
            return new Reply.Applied<>(body);
        }
        if (request.bulk()) {
            return failure(request, answer.as(400), body);
        }
        return new Reply.Later<>(reason("refused", body), request.writes());
    }

    /** A good status, but the body says that it was not done. */
    private static boolean saysNo(JsonNode body) {
        return isZero(body.path("result_code"))
                || isZero(body.path("success"))
                || isZero(body.path("Success"))
                || !body.path("errors").isEmpty();
    }

    /** An explicit no; a list of ids, as in the state of an import, is none. */
    private static boolean isZero(JsonNode flag) {
        return flag.isValueNode() && !flag.isNull() && flag.asInt(-1) == 0;
    }

    /** A page for people, such as the one for signing in: the key is wrong, or something stands between. */
    private static boolean isPage(byte[] body) {
        return new String(body, 0, Math.min(body.length, 100), StandardCharsets.UTF_8)
                .stripLeading()
                .startsWith("<");
    }

    private Reply<JsonNode> failure(Request request, Answered answer, JsonNode body) {
        int status = answer.status();
        if (status == 429 || status == 503 && answer.retryAfter().isPresent()) {
            return new Reply.Throttled<>(answer.retryAfter().orElse(rest));
        }
        if (request.bulk() && isImportThrottling(status, body)) {
            return new Reply.Throttled<>(answer.retryAfter().orElse(importRest));
        }
        if (status == 401 || status == 402 || status == 403) {
            return new Reply.Blocked<>(reason("HTTP " + status, body));
        }
        if (status / 100 == 3) {
            return new Reply.Blocked<>("HTTP %d to another address".formatted(status));
        }
        if (status == 404) {
            // The API says in JSON what it has not found. A page comes from somebody who does not know the API.
            return body != null && body.isObject()
                    ? new Reply.NotFound<>()
                    : new Reply.Later<>("HTTP 404 without JSON", false);
        }
        if (status >= 500 || status == 408 || status == 425 || status < 200) {
            return new Reply.Later<>(reason("HTTP " + status, body), request.writes());
        }
        boolean inAddress = !request.bulk() && namesAddress(body);
        return new Reply.Rejected<>(reason("HTTP " + status, body), inAddress, refusedContacts(request, body));
    }

    private static Reply<JsonNode> unanswered(Request request, String reason) {
        return request.writes() ? new Reply.InDoubt<>(reason) : new Reply.Later<>(reason, false);
    }

    /** Bulk import says 400 where everything else says 429. */
    private static boolean isImportThrottling(int status, JsonNode body) {
        return status == 400
                && body != null
                && body.path("message").asText().toLowerCase(Locale.ROOT).contains("rate limit");
    }

    private static boolean namesAddress(JsonNode body) {
        if (body == null) {
            return false;
        }
        for (JsonNode error : body.path("errors")) {
            if (ADDRESS_ERRORS.contains(error.path("code").asText())
                    || ADDRESS_ERRORS.contains(error.path("error").asText())) {
                return true;
            }
        }
        return false;
    }

    /** Their places are counted from 1 in the answer. */
    private static List<Reply.RefusedContact> refusedContacts(Request request, JsonNode body) {
        List<Reply.RefusedContact> refused = new ArrayList<>();
        if (request.bulk() && body != null) {
            for (JsonNode failure : body.path("failureReasons")) {
                if (failure.isObject() && failure.path("contact").asInt() > 0) {
                    refused.add(new Reply.RefusedContact(
                            failure.path("contact").asInt() - 1,
                            clean(failure.path("failureReason").asText(), "refused by bulk import")));
                }
            }
        }
        return refused;
    }

    /** The shapes E1 to E5: a list of errors, a message with or without an error, reasons of bulk import, API v1. */
    private static String reason(String status, JsonNode body) {
        if (body == null) {
            return status;
        }
        JsonNode error = body.path("errors").path(0);
        String text = first(
                error.path("code"),
                error.path("title"),
                error.path("detail"),
                error,
                body.path("errors"),
                body.path("failureReasons").path(0),
                body.path("failureReasons").path(0).path("failureReason"),
                body.path("message"),
                body.path("result_message"));
        return text.isEmpty() ? status : clean(status + ": " + text, status);
    }

    private static String first(JsonNode... nodes) {
        for (JsonNode node : nodes) {
            if (node.isValueNode() && !node.isNull() && !node.asText().isBlank()) {
                return node.asText();
            }
        }
        return "";
    }

    /** An answer may quote an address: then only the part that is ours is kept. */
    private static String clean(String text, String otherwise) {
        if (text.isBlank() || text.contains("@")) {
            return otherwise;
        }
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return body.length == 0 ? null : MAPPER.readTree(body);
        } catch (IOException e) {
            return null; // HTML or half a document: the caller says what that means.
        }
    }
}
