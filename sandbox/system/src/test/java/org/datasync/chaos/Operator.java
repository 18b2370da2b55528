package org.datasync.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.datasync.chaos.Journal.Answer;
import org.datasync.chaos.Journal.Command;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Port;
import org.datasync.sandbox.system.Rest;
import org.datasync.sandbox.system.SandboxException;

/**
 * Uses the operators' API of either replica, as somebody would who tries the other one when there is no answer. Keeps a
 * journal of what was answered.
 */
final class Operator {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Set<String> FINAL =
            Set.of("SUCCEEDED", "SUCCEEDED_WITH_ERRORS", "FAILED", "CANCELLED", "SKIPPED");
    private static final String SYNCS = "/api/v1/data-syncs/";
    private static final String RUNS = "/api/v1/runs/";

    private final List<Rest> replicas;
    private final Journal journal;

    Operator(LocalSystem system, Journal journal) {
        this.replicas = IntStream.rangeClosed(1, ChaosSystem.REPLICAS)
                .mapToObj(number -> new Rest(
                                "scheduler-service", system.options().ports().url(Port.SCHEDULER, number), Map.of())
                        .withPatience(PATIENCE))
                .toList();
        this.journal = journal;
    }

    /** Asks for a run; one and the same request, if it has to be made twice. */
    Optional<UUID> run(Sync sync, String mode) {
        return queue(sync, SYNCS + sync.id() + "/runs", Map.of("mode", mode));
    }

    /** Sends again what a run had refused. */
    void retryRejected(Sync sync) {
        runs(sync).stream()
                .filter(run -> run.path("counts").path("tag").path("rejected").asLong() > 0)
                .findFirst()
                .ifPresent(run -> queue(sync, RUNS + run.path("id").asText() + "/retry-rejected", Map.of()));
    }

    private Optional<UUID> queue(Sync sync, String path, Object body) {
        var key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        Optional<Rest.Answer> answer = ask("POST", path, body, key);
        journal.commanded(new Command("RUN_REQUESTED", String.valueOf(sync.id()), verdict(answer)));
        return answer.flatMap(accepted -> accepted.header("location"))
                .map(location -> UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
    }

    void cancel(Sync sync) {
        active(sync).ifPresent(run -> decide(run.path("id").asText(), "cancel", "RUN_CANCELLED"));
    }

    void approve(String runId) {
        decide(runId, "approve", "RUN_APPROVED");
    }

    void reject(String runId) {
        decide(runId, "reject", "RUN_REJECTED");
    }

    /** Approves or rejects the sync's run if it is held. */
    void decide(Sync sync, boolean approve) {
        active(sync)
                .filter(run -> run.path("state").asText().equals("HELD"))
                .map(run -> run.path("id").asText())
                .ifPresent(approve ? this::approve : this::reject);
    }

    private void decide(String runId, String verb, String action) {
        // Not repeated: the second answer would tell nothing about the first.
        journal.commanded(
                new Command(action, runId, verdict(once(0, "POST", RUNS + runId + "/" + verb, Map.of(), Map.of()))));
    }

    void preview(Sync sync) {
        ask("POST", SYNCS + sync.id() + "/previews", Map.of(), Map.of());
    }

    /** @return whether it is so now */
    boolean switched(Sync sync, String status) {
        return change(
                sync,
                (etag, now) ->
                        ask("PUT", SYNCS + sync.id() + "/status", Map.of("status", status), Map.of("If-Match", etag)));
    }

    /** Another description, and a guard that is a little stricter or laxer. */
    void edit(Sync sync, int choice) {
        change(sync, (etag, now) -> {
            now.put("description", "Chaos " + choice);
            ((ObjectNode) now.path("guard")).put("maxRemovePercent", 10 + choice % 10);
            return ask("PUT", SYNCS + sync.id(), now, Map.of("If-Match", etag));
        });
    }

    private boolean change(Sync sync, Change change) {
        return ask("GET", SYNCS + sync.id(), null, Map.of())
                .filter(now -> now.status() == 200)
                .flatMap(now -> change.ask(now.header("etag").orElseThrow(), (ObjectNode) now.json()))
                .filter(answer -> answer.status() < 300)
                .isPresent();
    }

    private Optional<JsonNode> active(Sync sync) {
        return runs(sync).stream()
                .filter(run -> !FINAL.contains(run.path("state").asText()))
                .findFirst();
    }

    private List<JsonNode> runs(Sync sync) {
        return ask("GET", "/api/v1/runs?limit=20&syncId=" + sync.id(), null, Map.of())
                .filter(answer -> answer.status() == 200)
                .map(answer -> StreamSupport.stream(answer.json().path("items").spliterator(), false)
                        .toList())
                .orElse(List.of());
    }

    /** A run as the API shows it. */
    Optional<JsonNode> run(String runId) {
        return ask("GET", RUNS + runId, null, Map.of())
                .filter(answer -> answer.status() == 200)
                .map(Rest.Answer::json);
    }

    private Optional<Rest.Answer> ask(String method, String path, Object body, Map<String, String> headers) {
        Optional<Rest.Answer> first = once(0, method, path, body, headers);
        return first.filter(answer -> answer.status() < 500).or(() -> once(1, method, path, body, headers));
    }

    private Optional<Rest.Answer> once(
            int replica, String method, String path, Object body, Map<String, String> headers) {
        try {
            return Optional.of(replicas.get(replica).send(method, path, body, headers));
        } catch (SandboxException noAnswer) {
            return Optional.empty();
        }
    }

    private static Answer verdict(Optional<Rest.Answer> answer) {
        return answer.filter(given -> given.status() < 500)
                .map(given -> given.status() < 300 ? Answer.ACCEPTED : Answer.REFUSED)
                .orElse(Answer.UNKNOWN);
    }

    @FunctionalInterface
    private interface Change {
        Optional<Rest.Answer> ask(String etag, ObjectNode now);
    }
}
