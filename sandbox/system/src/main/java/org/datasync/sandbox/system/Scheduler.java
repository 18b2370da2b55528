package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operators' REST API, as an operator uses it. */
public final class Scheduler {
    private static final String SYNCS = "/api/v1/data-syncs";
    private static final String RUNS = "/api/v1/runs/";
    private static final int CONFLICT = 409;

    private final Rest rest;

    public Scheduler(String url) {
        this.rest = new Rest("scheduler-service", url, Map.of());
    }

    /** The ids of the syncs that use this list and tag. */
    public List<Integer> syncs(int listNo, String tagName) {
        return items(rest.get(SYNCS))
                .filter(sync -> sync.path("listNo").asInt() == listNo)
                .filter(sync -> sync.path("tag").path("name").asText().equals(tagName))
                .map(sync -> sync.path("id").asInt())
                .toList();
    }

    /** The id of a tag that the form offers. */
    public Optional<String> tagId(String name) {
        return items(rest.get("/api/v1/tags?search=" + Rest.encode(name).replace("+", "%20")))
                .filter(tag -> tag.path("name").asText().equals(name))
                .map(tag -> tag.path("id").asText())
                .findFirst();
    }

    public int create(Map<String, Object> definition) {
        return rest.post(SYNCS, definition).path("id").asInt();
    }

    /** Deletes a sync; answers the run that takes its tags away first. */
    public UUID deleteWithTags(int syncId) {
        var now = rest.send("GET", SYNCS + "/" + syncId, null, Map.of());
        return queued(rest.send(
                "DELETE",
                SYNCS + "/" + syncId + "?tags=remove",
                null,
                Map.of("If-Match", now.header("etag").orElseThrow())));
    }

    public JsonNode sync(int syncId) {
        return rest.get(SYNCS + "/" + syncId);
    }

    /** Switches a sync ON or OFF. */
    public void status(int syncId, String status) {
        var path = SYNCS + "/" + syncId;
        var now = rest.send("GET", path, null, Map.of());
        var etag = now.header("etag").orElseThrow(() -> new SandboxException("a sync comes without ETag"));
        var answer = rest.send("PUT", path + "/status", Map.of("status", status), Map.of("If-Match", etag));
        if (answer.status() >= 400) {
            throw new SandboxException("sync %d cannot be switched %s: %s".formatted(syncId, status, answer.body()));
        }
    }

    /** Queues a run by hand; empty if one is active. */
    public Optional<UUID> run(int syncId, String mode) {
        return run(syncId, mode, UUID.randomUUID());
    }

    /** @param key the same again answers with the same run, when an answer was lost */
    public Optional<UUID> run(int syncId, String mode, UUID key) {
        var answer = rest.send(
                "POST",
                SYNCS + "/" + syncId + "/runs",
                Map.of("mode", mode),
                Map.of("Idempotency-Key", key.toString()));
        if (answer.status() == CONFLICT) {
            return Optional.empty();
        }
        return Optional.of(queued(answer));
    }

    private static UUID queued(Rest.Answer answer) {
        String location = answer.header("location")
                .orElseThrow(() -> new SandboxException("the run was not queued: %d %s"
                        .formatted(answer.status(), answer.body().strip())));
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    public Run run(UUID runId) {
        return Json.as(rest.get(RUNS + runId), Run.class);
    }

    /** The newest runs of a sync, newest first. */
    public List<Run> runs(int syncId) {
        return items(rest.get("/api/v1/runs?syncId=" + syncId))
                .map(run -> Json.as(run, Run.class))
                .toList();
    }

    /** {@code cancel}, {@code approve}, {@code reject} or {@code repair}. */
    public Rest.Answer decide(UUID runId, String decision) {
        return rest.send("POST", RUNS + runId + "/" + decision, Map.of(), Map.of());
    }

    /** Reasons of what did not succeed. */
    public List<JsonNode> problems(UUID runId) {
        return items(rest.get(RUNS + runId + "/problems")).toList();
    }

    private static Stream<JsonNode> items(JsonNode page) {
        JsonNode items = page instanceof ObjectNode ? page.path("items") : page;
        return StreamSupport.stream(items.spliterator(), false);
    }
}
