package org.datasync.scheduler.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What delta-service knows about Tessitura. Every method ends with 503 when it does not answer. */
@ApplicationScoped
public class DeltaService {
    private final DeltaServiceApi api;
    private final Answers answers;
    private final ObjectMapper mapper;

    DeltaService(@RestClient DeltaServiceApi api, ObjectMapper mapper) {
        this.api = api;
        this.mapper = mapper;
        this.answers = new Answers("delta-service", mapper);
    }

    public JsonNode lists(String search) {
        return answers.required(() -> api.lists(search));
    }

    /** Why the list cannot be used; empty if it can. */
    public Optional<String> obstacleOf(int listNo) {
        Answers.Found found = answers.found(() -> api.list(listNo));
        return found.body().isPresent() ? Optional.empty() : Optional.of(found.reason());
    }

    public JsonNode purposes() {
        return answers.required(api::purposes);
    }

    public JsonNode eaddressTypes() {
        return answers.required(api::eaddressTypes);
    }

    public JsonNode contactPermission() {
        return answers.required(api::contactPermission);
    }

    public Set<Integer> purposeIds() {
        return ids(purposes());
    }

    public Set<Integer> eaddressTypeIds() {
        return ids(eaddressTypes());
    }

    public JsonNode rows(UUID runId, String change, String outcome, Integer limit, String cursor) {
        return answers.required(() -> api.rows(runId.toString(), change, outcome, limit, cursor));
    }

    /** @param syncId empty: as for a sync without baseline */
    public String startPreview(Optional<Integer> syncId, SyncDefinition definition, List<Integer> otherSyncIds) {
        ObjectNode request = mapper.createObjectNode();
        request.set("syncId", mapper.valueToTree(syncId.orElse(null)));
        request.set("definition", mapper.valueToTree(definition));
        ArrayNode others = request.putArray("otherSyncIds");
        otherSyncIds.forEach(others::add);
        return answers.required(() -> api.startPreview(request)).path("id").asText();
    }

    public JsonNode preview(String id) {
        return answers.required(() -> api.preview(id));
    }

    public JsonNode previewRows(String id, String change, Integer limit, String cursor) {
        return answers.required(() -> api.previewRows(id, change, limit, cursor));
    }

    public JsonNode explain(int syncId, int constituentNo, SyncDefinition definition) {
        return answers.required(() -> api.explain(syncId, constituentNo, mapper.valueToTree(definition)));
    }

    public JsonNode history(int constituentNo, Integer limit, String cursor) {
        return answers.required(() -> api.history(constituentNo, limit, cursor));
    }

    private static Set<Integer> ids(JsonNode answer) {
        Set<Integer> ids = new HashSet<>();
        answer.path("items").forEach(item -> ids.add(item.path("id").asInt()));
        return ids;
    }
}
