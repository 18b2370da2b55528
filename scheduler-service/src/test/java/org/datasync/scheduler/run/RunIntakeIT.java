package org.datasync.scheduler.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.datasync.scheduler.testing.Api.post;
import static org.datasync.scheduler.testing.Api.run;
import static org.datasync.scheduler.testing.Api.runsOf;
import static org.datasync.scheduler.testing.Api.start;
import static org.datasync.scheduler.testing.Events.cancelled;
import static org.datasync.scheduler.testing.Events.computed;
import static org.datasync.scheduler.testing.Events.failed;
import static org.datasync.scheduler.testing.Events.held;
import static org.datasync.scheduler.testing.Events.report;
import static org.datasync.scheduler.testing.Events.runFailure;
import static org.datasync.scheduler.testing.Events.settled;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.platform.events.InvalidEventException;
import org.datasync.scheduler.testing.Kafka;
import org.datasync.scheduler.testing.OutboxRows;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class RunIntakeIT {
    @Inject
    RunIntake intake;

    @Inject
    TestClock clock;

    @Inject
    OutboxRows outbox;

    @Inject
    Kafka kafka;

    private int syncId;
    private UUID runId;

    @BeforeEach
    void startARun() {
        syncId = create(definition("notify", List.of(Map.of("address", "box-office@example.org"))));
        runId = startedRun();
    }

    private UUID startedRun() {
        return startedRun(syncId);
    }

    private UUID startedRun(int ofSync) {
        String id = start(ofSync);
        clock.moveTo(Instant.parse(run(id).getString("startsAt")));
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("COMPUTING"));
        return UUID.fromString(id);
    }

    @Test
    void aRunSucceedsWhenEverythingPlannedIsSettled() {
        intake.accept(computed(runId, syncId, 3, 2, clock.now()));
        assertThat(state()).isEqualTo("APPLYING");
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 3, clock.now()));
        assertThat(state()).isEqualTo("APPLYING");

        intake.accept(settled(runId, syncId, 2, Operation.UNTAG, Outcome.DONE, 4, 5, clock.now()));

        given().get("/api/v1/runs/" + runId)
                .then()
                .statusCode(200)
                .body("state", equalTo("SUCCEEDED"))
                .body("reason", equalTo(null))
                .body("counts.members", equalTo(103))
                .body("counts.withoutAddressBy.none", equalTo(10))
                .body("counts.tag.planned", equalTo(3))
                .body("counts.tag.done", equalTo(3))
                .body("counts.untag.done", equalTo(2))
                .body("counts.untag.keptShared", equalTo(0))
                .body("counts.tag.keySet()", not(hasItem("keptShared")));
        JsonNode finished = finished();
        assertThat(finished.path("state").asText()).isEqualTo("SUCCEEDED");
        assertThat(finished.path("counts").path("tag").path("done").asInt()).isEqualTo(3);
        assertThat(finished.path("link").asText()).endsWith("/runs/" + runId);
        assertThat(finished.path("recipients").get(0).path("address").asText()).isEqualTo("box-office@example.org");
        assertThat(finished.path("previousCounts").isMissingNode()).isTrue();
    }

    @Test
    void theNextRunComparesItselfWithTheLastOneThatCounted() {
        succeed(runId, 3);
        UUID second = startedRun();

        succeed(second, 1);

        JsonNode finished = outbox.of(second.toString(), RunFinished.TOPIC).get(0);
        assertThat(finished.path("previousCounts").path("added").asInt()).isEqualTo(3);
        assertThat(outbox.of(second.toString(), SyncRequested.TOPIC)
                        .get(0)
                        .path("firstRun")
                        .asBoolean())
                .isFalse();
    }

    @Test
    void anEmptyPlanSucceedsAtOnce() {
        intake.accept(computed(runId, syncId, 0, 0, clock.now()));

        assertThat(state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void settlementsBeforeThePlanAreSummed() {
        intake.accept(settled(runId, syncId, 2, Operation.UNTAG, Outcome.DONE, 4, 5, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 3, clock.now()));
        assertThat(state()).isEqualTo("COMPUTING");
        assertThat(run(runId.toString()).getMap("counts")).isNull();

        intake.accept(computed(runId, syncId, 3, 2, clock.now()));

        assertThat(state()).isEqualTo("SUCCEEDED");
    }

    @Test
    void everythingTwiceAndShuffledGivesTheSameCounts() {
        List<Runnable> events = new ArrayList<>();
        for (int copy = 0; copy < 2; copy++) {
            events.add(() -> intake.accept(computed(runId, syncId, 40, 20, clock.now())));
            for (int i = 0; i < 4; i++) {
                int no = i + 1;
                long first = 10L * i + 1;
                Outcome outcome = i == 3 ? Outcome.REJECTED : Outcome.DONE;
                events.add(() -> intake.accept(
                        settled(runId, syncId, no, Operation.TAG, outcome, first, first + 9, clock.now())));
            }
            events.add(
                    () -> intake.accept(settled(runId, syncId, 5, Operation.UNTAG, Outcome.DONE, 41, 60, clock.now())));
        }
        Collections.shuffle(events, new Random(7));

        events.forEach(Runnable::run);

        var run = run(runId.toString());
        assertThat(run.getString("state")).isEqualTo("SUCCEEDED_WITH_ERRORS");
        assertThat(run.getInt("counts.tag.done")).isEqualTo(30);
        assertThat(run.getInt("counts.tag.rejected")).isEqualTo(10);
        assertThat(run.getInt("counts.untag.done")).isEqualTo(20);
        assertThat(outbox.of(runId.toString(), RunFinished.TOPIC)).hasSize(1);
    }

    @Test
    void theFirstOutcomeOfAnAddressWins() {
        intake.accept(computed(runId, syncId, 3, 0, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 2, clock.now()));
        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.FAILED, 2, 3, clock.now()));

        var run = run(runId.toString());
        assertThat(run.getInt("counts.tag.done")).isEqualTo(2);
        assertThat(run.getInt("counts.tag.failed")).isEqualTo(1);
        given().get("/api/v1/runs/" + runId + "/problems")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].constituentNo", equalTo(1003))
                .body("items[0].operation", equalTo("TAG"))
                .body("items[0].outcome", equalTo("FAILED"))
                .body("items[0].reason", equalTo("some reason"));
    }

    @Test
    void problemsArePagedAndTheFirstHundredAreMailed() {
        intake.accept(computed(runId, syncId, 150, 0, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.REJECTED, 1, 120, clock.now()));
        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.DONE, 121, 150, clock.now()));

        String cursor = given().get("/api/v1/runs/" + runId + "/problems?limit=100")
                .then()
                .body("items", hasSize(100))
                .extract()
                .path("nextCursor");
        given().get("/api/v1/runs/" + runId + "/problems?limit=100&cursor=" + cursor)
                .then()
                .body("items", hasSize(20))
                .body("nextCursor", equalTo(null));
        assertThat(finished().path("problems")).hasSize(100);
        assertThat(finished().path("problemCount").asInt()).isEqualTo(120);
        given().get("/api/v1/runs/" + runId + "/problems?cursor=x").then().statusCode(400);
    }

    @Test
    void aRunOfWhichNothingWasAppliedFailed() {
        intake.accept(computed(runId, syncId, 2, 0, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.FAILED, 1, 2, clock.now()));

        assertThat(state()).isEqualTo("FAILED");
        assertThat(run(runId.toString()).getString("reason")).isEqualTo("NOTHING_APPLIED");
    }

    @Test
    void booksThatDoNotBalanceFailTheRun() {
        intake.accept(computed(runId, syncId, 2, 0, clock.now()));

        intake.accept(settled(runId, syncId, 1, Operation.UNTAG, Outcome.DONE, 1, 2, clock.now()));

        assertThat(state()).isEqualTo("FAILED");
        assertThat(run(runId.toString()).getString("reason")).isEqualTo("BOOKS");
    }

    @Test
    void aFailedPlanFailsTheRunWithItsReason() {
        intake.accept(failed(runId, syncId, clock.now()));

        var run = run(runId.toString());
        assertThat(run.getString("state")).isEqualTo("FAILED");
        assertThat(run.getString("reason")).isEqualTo("GENERATION_FAILED");
        assertThat(run.getMap("counts")).isNull();
        assertThat(finished().path("counts").isMissingNode()).isTrue();
    }

    @Test
    void aRunThatCannotBeAppliedFailsWhenAllIsSettled() {
        intake.accept(computed(runId, syncId, 2, 0, clock.now()));
        intake.accept(runFailure(runId, syncId, 1, "TAG_MISSING", clock.now()));
        assertThat(state()).isEqualTo("APPLYING");

        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.CANCELLED, 1, 2, clock.now()));

        assertThat(state()).isEqualTo("FAILED");
        assertThat(run(runId.toString()).getString("reason")).isEqualTo("TAG_MISSING");
        assertThat(run(runId.toString()).getInt("counts.tag.cancelled")).isEqualTo(2);
    }

    @Test
    void aHeldRunWaitsAndAnApprovedOneIsApplied() {
        intake.accept(held(runId, syncId, 0, 80, clock.now()));
        assertThat(state()).isEqualTo("HELD");
        JsonNode heldEvent = outbox.of(runId.toString(), RunHeld.TOPIC).get(0);
        assertThat(heldEvent.path("why").asText()).isEqualTo("GUARD_REMOVALS");
        assertThat(Instant.parse(heldEvent.path("until").asText()))
                .isEqualTo(clock.now().plus(Duration.ofHours(24)));
        intake.accept(held(runId, syncId, 0, 80, clock.now()));

        post("/api/v1/runs/" + runId + "/approve").statusCode(202).body("state", equalTo("APPLYING"));
        post("/api/v1/runs/" + runId + "/reject").statusCode(409);

        assertThat(decisions()).containsExactly("APPROVED");
        intake.accept(computed(runId, syncId, 0, 80, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.UNTAG, Outcome.DONE, 1, 80, clock.now()));
        assertThat(state()).isEqualTo("SUCCEEDED");
        assertThat(outbox.of(runId.toString(), RunHeld.TOPIC)).hasSize(1);
        assertThat(run(runId.toString()).getString("decision.decision")).isEqualTo("APPROVED");
    }

    @Test
    void aRejectedRunEndsCancelledWhenDeltaServiceSaysSo() {
        intake.accept(held(runId, syncId, 0, 80, clock.now()));

        post("/api/v1/runs/" + runId + "/reject").statusCode(202).body("state", equalTo("CANCELLING"));
        intake.accept(cancelled(runId, syncId, 0, 80, clock.now()));

        assertThat(state()).isEqualTo("CANCELLED");
        assertThat(run(runId.toString()).getString("reason")).isEqualTo("REJECTED");
        assertThat(run(runId.toString()).getInt("counts.untag.cancelled")).isEqualTo(80);
        assertThat(decisions()).containsExactly("REJECTED");
    }

    @Test
    void aHeldRunNobodyDecidesAboutEndsAfterADay() {
        intake.accept(held(runId, syncId, 0, 80, clock.now()));

        clock.advance(Duration.ofHours(25));
        await().untilAsserted(() -> assertThat(state()).isEqualTo("CANCELLING"));
        intake.accept(cancelled(runId, syncId, 0, 80, clock.now()));

        assertThat(run(runId.toString()).getString("reason")).isEqualTo("NOT_DECIDED");
        assertThat(outbox.of(runId.toString(), RunDecided.TOPIC)
                        .get(0)
                        .path("by")
                        .asText())
                .isEqualTo("system");
    }

    /** delta-service lets one run after the other at a tag: who waits for its turn is silent and not stalled. */
    @Test
    void aRunIsNotStalledWhileOneBeforeItAtTheTagMoves() {
        Map<String, Object> definition = definition("tag", Map.of("id", "93", "name", "Tag 93"));
        int first = create(definition);
        UUID working = startedRun(first);
        UUID waiting = startedRun(create(definition));
        UUID alone = startedRun(create(definition("tag", Map.of("id", "94", "name", "Tag 94"))));

        clock.advance(Duration.ofMinutes(20));
        intake.accept(computed(working, first, 2, 0, clock.now()));
        clock.advance(Duration.ofMinutes(20));
        await().untilAsserted(() ->
                assertThat(run(alone.toString()).getBoolean("stalled")).isTrue());
        await().untilAsserted(() ->
                assertThat(outbox.of(alone.toString(), RunStalled.TOPIC)).hasSize(1));
        assertThat(run(waiting.toString()).getBoolean("stalled")).isFalse();
        intake.accept(settled(working, first, 1, Operation.TAG, Outcome.DONE, 1, 2, clock.now()));
        assertThat(state(working.toString())).isEqualTo("SUCCEEDED");
        clock.advance(Duration.ofMinutes(20));
        assertThat(run(waiting.toString()).getBoolean("stalled")).isFalse();
        assertThat(outbox.of(waiting.toString(), RunStalled.TOPIC)).isEmpty();

        clock.advance(Duration.ofMinutes(20));
        await().untilAsserted(() ->
                assertThat(outbox.of(waiting.toString(), RunStalled.TOPIC)).hasSize(1));
        assertThat(run(waiting.toString()).getBoolean("stalled")).isTrue();
    }

    @Test
    void aCancelledRunEndsWhenWhatWasPublishedIsSettled() {
        post("/api/v1/runs/" + runId + "/cancel").statusCode(202).body("state", equalTo("CANCELLING"));
        post("/api/v1/runs/" + runId + "/cancel").statusCode(409);
        assertThat(decisions()).containsExactly("CANCELLED");

        intake.accept(report(
                runId, syncId, DeltaComputed.Outcome.CANCELLED, 10, 0, new OperationCounts(6, 0, 0), clock.now()));
        assertThat(state()).isEqualTo("CANCELLING");
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 3, clock.now()));
        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.CANCELLED, 4, 4, clock.now()));

        assertThat(state()).isEqualTo("CANCELLED");
        assertThat(run(runId.toString()).getInt("counts.tag.done")).isEqualTo(3);
        assertThat(run(runId.toString()).getInt("counts.tag.cancelled")).isEqualTo(7);
    }

    @Test
    void aCancelThatCameTooLateStillEndsCancelled() {
        intake.accept(computed(runId, syncId, 2, 0, clock.now()));
        post("/api/v1/runs/" + runId + "/cancel").statusCode(202);
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 2, clock.now()));

        assertThat(state()).isEqualTo("CANCELLED");
    }

    @Test
    void aRepairPublishesEverythingAgain() {
        post("/api/v1/runs/" + runId + "/repair").statusCode(202);

        assertThat(decisions()).containsExactly("REPUBLISH");
        succeed(runId, 1);
        post("/api/v1/runs/" + runId + "/repair").statusCode(409);
    }

    @Test
    void eventsOfARunThatHasNotStartedAreAppliedAtItsStart() {
        succeed(runId, 1);
        UUID queued = UUID.fromString(start(syncId));
        intake.accept(settled(queued, syncId, 1, Operation.TAG, Outcome.DONE, 1, 2, clock.now()));
        intake.accept(settled(queued, syncId, 1, Operation.TAG, Outcome.DONE, 1, 2, clock.now()));
        intake.accept(computed(queued, syncId, 2, 0, clock.now()));
        assertThat(state(queued.toString())).isEqualTo("QUEUED");

        clock.moveTo(Instant.parse(run(queued.toString()).getString("startsAt")));

        await().untilAsserted(() -> assertThat(state(queued.toString())).isEqualTo("SUCCEEDED"));
    }

    @Test
    void eventsOfUnknownRunsAreKeptOrRefusedQuietly() {
        intake.accept(computed(UUID.randomUUID(), syncId, 1, 0, clock.now()));
        intake.accept(computed(UUID.randomUUID(), syncId, 1, 0, clock.now().minus(Duration.ofDays(20))));
        intake.accept(computed(UUID.randomUUID(), 987654, 1, 0, clock.now()));

        assertThat(state()).isEqualTo("COMPUTING");
    }

    @Test
    void eventsOfEndedRunsChangeNothing() {
        succeed(runId, 1);

        intake.accept(settled(runId, syncId, 9, Operation.TAG, Outcome.FAILED, 1, 5, clock.now()));
        intake.accept(computed(runId, syncId, 7, 7, clock.now()));

        assertThat(state()).isEqualTo("SUCCEEDED");
        assertThat(run(runId.toString()).getInt("counts.tag.planned")).isEqualTo(1);
    }

    @Test
    void whatCanNeverBeValidIsRefused() {
        assertThatThrownBy(() -> intake.accept(computed(runId, syncId + 100_000, 1, 0, clock.now())))
                .isInstanceOf(InvalidEventException.class);
        assertThatThrownBy(() ->
                        intake.accept(settled(runId, syncId, 1, Operation.UNKNOWN, Outcome.DONE, 1, 1, clock.now())))
                .isInstanceOf(InvalidEventException.class);
    }

    @Test
    void eventsArriveThroughTheTopics() {
        kafka.publish(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 500, clock.now()), runId);
        kafka.publish(computed(runId, syncId, 500, 0, clock.now()), runId);

        await().untilAsserted(() -> assertThat(state()).isEqualTo("SUCCEEDED"));
    }

    @Test
    void aDeletionThatRemovesTagsRunsFirst() {
        succeed(runId, 2);
        String location = given().header("If-Match", "*")
                .delete("/api/v1/data-syncs/" + syncId + "?tags=remove")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");
        UUID deletion = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        json(Map.of("status", "ON"))
                .header("If-Match", "*")
                .put("/api/v1/data-syncs/" + syncId + "/status")
                .then()
                .statusCode(409);
        clock.moveTo(Instant.parse(run(deletion.toString()).getString("startsAt")));
        await().untilAsserted(() -> assertThat(state(deletion.toString())).isEqualTo("COMPUTING"));

        intake.accept(computed(deletion, syncId, 0, 2, clock.now()));
        intake.accept(settled(deletion, syncId, 1, Operation.UNTAG, Outcome.DONE, 1, 2, clock.now()));

        assertThat(state(deletion.toString())).isEqualTo("SUCCEEDED");
        assertThat(outbox.of(deletion.toString(), SyncDeleted.TOPIC)).hasSize(1);
        given().get("/api/v1/data-syncs/" + syncId).then().statusCode(404);
        assertThat(runsOf(syncId).getList("items")).hasSize(2);
    }

    @Test
    void refusedRowsAreRetriedByARunThatNamesItsParent() {
        intake.accept(computed(runId, syncId, 2, 0, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.DONE, 1, 1, clock.now()));
        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.REJECTED, 2, 2, clock.now()));

        post("/api/v1/runs/" + runId + "/retry-rejected")
                .statusCode(202)
                .body("trigger", equalTo("RETRY"))
                .body("parentRunId", equalTo(runId.toString()));
    }

    @Test
    void theActivityLogIsFilteredAndPaged() {
        succeed(runId, 1);
        UUID second = startedRun();

        given().get("/api/v1/runs?syncId=" + syncId + "&state=SUCCEEDED,FAILED")
                .then()
                .statusCode(200)
                .body("items.id", contains(runId.toString()));
        String cursor = given().get("/api/v1/runs?limit=1&syncId=" + syncId)
                .then()
                .body("items.id", contains(second.toString()))
                .extract()
                .path("nextCursor");
        given().get("/api/v1/runs?limit=1&syncId=" + syncId + "&cursor=" + cursor)
                .then()
                .body("items.id", contains(runId.toString()));
        given().get("/api/v1/runs?syncId=" + syncId + "&to=2020-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(0));
        String queuedAt = run(second.toString()).getString("queuedAt");
        given().get("/api/v1/runs?syncId=" + syncId + "&to=" + queuedAt)
                .then()
                .body("items.id", contains(runId.toString()));
        given().get("/api/v1/runs?syncId=" + syncId + "&from=" + queuedAt)
                .then()
                .body("items.id", contains(second.toString()));
        given().get("/api/v1/runs?syncId=" + syncId + "&from=2120-01-01T00:00:00Z")
                .then()
                .body("items", hasSize(0));
        given().get("/api/v1/runs?state=GONE").then().statusCode(400).body("errors.field", contains("state"));
        given().get("/api/v1/runs?from=yesterday").then().statusCode(400).body("errors.field", contains("from"));
        given().get("/api/v1/runs/" + runId + "/rows").then().statusCode(200).body("items", hasSize(1));
        given().get("/api/v1/runs/" + runId + "/deliveries")
                .then()
                .statusCode(200)
                .body("items.state", contains("SENT"));
        given().get("/api/v1/runs/" + UUID.randomUUID() + "/deliveries").then().statusCode(404);
    }

    @Test
    void rowsAndProblemsAreThereAsCsv() {
        intake.accept(computed(runId, syncId, 600, 0, clock.now()));
        intake.accept(settled(runId, syncId, 1, Operation.TAG, Outcome.REJECTED, 1, 500, clock.now()));
        intake.accept(settled(runId, syncId, 2, Operation.TAG, Outcome.REJECTED, 501, 600, clock.now()));

        String problems = given().accept("text/csv")
                .get("/api/v1/runs/" + runId + "/problems")
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/csv"))
                .extract()
                .asString();
        assertThat(problems.split("\r\n"))
                .hasSize(601)
                .startsWith(
                        "sequence,addressNo,constituentNo,operation,outcome,reason",
                        "1,1,1001,TAG,REJECTED,some reason");
        assertThat(given().accept("text/csv")
                        .get("/api/v1/runs/" + runId + "/rows")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString()
                        .split("\r\n"))
                .containsExactly(
                        "sequence,change,constituentNo,firstName,lastName,addressNo,operation,address,outcome,reason",
                        "1,ADD,12,'=Ann,\"O\"\"Hara, jr\",1,TAG,a@example.org,DONE,",
                        "2,ADD,12,'=Ann,\"O\"\"Hara, jr\",1,TAG,a@example.org,DONE,");
        given().accept("text/csv")
                .get("/api/v1/runs/" + UUID.randomUUID() + "/problems")
                .then()
                .statusCode(404);
    }

    @Test
    void theConsoleIsAStreamOfEvents() throws Exception {
        try (var lines = stream(null)) {
            assertThat(nextData(lines)).contains(runId.toString(), "\"COMPUTING\"");

            intake.accept(computed(runId, syncId, 2, 0, clock.now()));

            assertThat(nextData(lines)).contains(runId.toString(), "\"APPLYING\"");
        }
    }

    @Test
    void whoReconnectsToTheStreamIsToldWhatIsNew() throws Exception {
        String last;
        try (var lines = stream(null)) {
            last = nextLine(lines, "id:");
            assertThat(nextData(lines)).contains("\"COMPUTING\"");
        }

        try (var lines = stream(last)) {
            intake.accept(computed(runId, syncId, 2, 0, clock.now()));

            assertThat(nextLine(lines, "id:")).isNotEqualTo(last);
            assertThat(nextData(lines)).contains("\"APPLYING\"");
        }
    }

    private static BufferedReader stream(String lastEventId) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/console/stream"))
                .header("Accept", "text/event-stream");
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    private static String nextLine(BufferedReader lines, String start) throws IOException {
        String line = lines.readLine();
        while (!line.startsWith(start)) {
            line = lines.readLine();
        }
        return line.substring(start.length()).strip();
    }

    private static String nextData(BufferedReader lines) throws IOException {
        return nextLine(lines, "data:");
    }

    @Test
    void theConsoleShowsWhatHappensNow() {
        List<String> now =
                given().get("/api/v1/console").then().statusCode(200).extract().path("happeningNow.id");
        assertThat(now).contains(runId.toString());

        succeed(runId, 1);
        clock.advance(Duration.ofMinutes(3));

        var console =
                given().get("/api/v1/console").then().statusCode(200).extract().jsonPath();
        assertThat(console.getList("happeningNow.id")).doesNotContain(runId.toString());
        assertThat(console.getList("recentActivity.id")).contains(runId.toString());
    }

    private void succeed(UUID id, int added) {
        intake.accept(computed(id, syncId, added, 0, clock.now()));
        intake.accept(settled(id, syncId, 1, Operation.TAG, Outcome.DONE, 1, added, clock.now()));
        assertThat(state(id.toString())).isEqualTo("SUCCEEDED");
    }

    private String state() {
        return state(runId.toString());
    }

    private static String state(String id) {
        return run(id).getString("state");
    }

    private JsonNode finished() {
        List<JsonNode> events = outbox.of(runId.toString(), RunFinished.TOPIC);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    private List<String> decisions() {
        return outbox.of(runId.toString(), RunDecided.TOPIC).stream()
                .map(event -> event.path("decision").asText())
                .toList();
    }
}
