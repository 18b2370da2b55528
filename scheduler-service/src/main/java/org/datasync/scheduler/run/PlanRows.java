package org.datasync.scheduler.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.datasync.scheduler.problem.Page;

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

    private PlanRows() {}

    static Page<JsonNode> page(JsonNode answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.path("items").forEach(items::add);
        JsonNode cursor = answer.path("nextCursor");
        return new Page<>(items, cursor.isMissingNode() || cursor.isNull() ? null : cursor.asText());
    }

    static List<List<Object>> lines(JsonNode row) {
        List<List<Object>> lines = new ArrayList<>();
        for (JsonNode address : row.path("addresses")) {
            lines.add(Arrays.asList(
                    row.path("sequence").asLong(),
                    text(row, "change"),
                    row.path("constituentNo").asLong(),
                    text(row.path("profile"), "firstName"),
                    text(row.path("profile"), "lastName"),
                    address.path("addressNo").asLong(),
                    text(address, "operation"),
                    text(address, "address"),
                    text(address, "outcome"),
                    text(address, "reason")));
        }
        return lines;
    }

    private static String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isMissingNode() || value.isNull() ? null : value.asText();
    }
}
