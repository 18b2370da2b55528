package org.datasync.scheduler.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.sync.v1.SyncDefinition;

/** What an edit changed. */
final class DefinitionChanges {
    private DefinitionChanges() {}

    /** One field of the first level with its old and its new value. */
    record Change(String field, JsonNode before, JsonNode after) {}

    static List<Change> list(ObjectMapper mapper, SyncDefinition before, SyncDefinition after) {
        JsonNode old = mapper.valueToTree(before);
        JsonNode edited = mapper.valueToTree(after);
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : edited.properties()) {
            JsonNode previous = old.path(field.getKey());
            if (!previous.equals(field.getValue())) {
                changes.add(new Change(field.getKey(), previous, field.getValue()));
            }
        }
        return changes;
    }

    /** The names only: the values may hold addresses of recipients. */
    static String names(ObjectMapper mapper, SyncDefinition before, SyncDefinition after) {
        return String.join(
                ", ", list(mapper, before, after).stream().map(Change::field).toList());
    }
}
