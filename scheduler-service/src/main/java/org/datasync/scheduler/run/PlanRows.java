package org.datasync.scheduler.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.listing.Page;
import org.datasync.scheduler.request.Query;

/** Rows of a plan or a preview, as delta-service gives them, one CSV line per address. */
final class PlanRows {
    static final List<String> HEADER = List.of(
            "sequence",
            "change",
            "constituentNo",
            "firstName",
            "lastName",
            "addressNo",
            "operation",
            "address",
            "outcome",
            "reason");

    private static final List<String> CHANGES = List.of("ADD", "UPDATE", "REMOVE", "LEFT");

    /** As delta-service tells them; OPEN is an operation that is not settled, KEPT one that was not needed. */
    private static final List<String> OUTCOMES =
            List.of("DONE", "ALREADY", "KEPT", "REJECTED", "FAILED", "UNKNOWN", "CANCELLED", "OPEN");

    private PlanRows() {}

    /** What can be asked for, so that delta-service is not asked for something else. */
    static void check(String change, String outcome, String cursor) {
        choice("change", change, CHANGES);
        choice("outcome", outcome, OUTCOMES);
        Query.number("cursor", cursor, 0, Long.MAX_VALUE);
    }

    private static void choice(String name, String text, List<String> known) {
        if (text != null && !known.contains(text)) {
            throw ProblemException.invalid(name, "must be one of " + String.join(", ", known));
        }
    }

    static Page<JsonNode> page(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.path("items").forEach(items::add);
        JsonNode cursor = answer.path("nextCursor");
        return new Page<>(items, cursor.isMissingNode() || cursor.isNull() ? null : cursor.asText());
    }

    /** One for each address; one without for a constituent that has none, so that nobody is missing. */
    static List<List<Object>> lines(JsonNode row) {
        List<List<Object>> lines = new ArrayList<>();
        row.path("addresses").forEach(address -> lines.add(line(row, address)));
        return lines.isEmpty() ? List.of(line(row, MissingNode.getInstance())) : lines;
    }

    private static List<Object> line(JsonNode row, JsonNode address) {
        return Arrays.asList(
                row.path("sequence").asLong(),
                text(row, "change"),
                row.path("constituentNo").asLong(),
                text(row.path("profile"), "firstName"),
                text(row.path("profile"), "lastName"),
                address.has("addressNo") ? address.path("addressNo").asLong() : null,
                text(address, "operation"),
                text(address, "address"),
                text(address, "outcome"),
                text(address, "reason"));
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
