package org.datasync.scheduler.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.createOn;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.datasync.scheduler.testing.Api.post;
import static org.datasync.scheduler.testing.Api.run;
import static org.datasync.scheduler.testing.Api.runsOf;
import static org.datasync.scheduler.testing.Api.start;
import static org.datasync.scheduler.testing.Api.state;
import static org.datasync.scheduler.testing.Api.switchTo;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.scheduler.TickGrid;
import org.datasync.scheduler.run.HeldRuns;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.run.StalledRuns;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.datasync.scheduler.testing.OutboxRows;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class DispatchIT {
    private static final TickGrid GRID = new TickGrid(Duration.ofMinutes(5));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    @Inject
    TestClock clock;

    @Inject
    OutboxRows outbox;

    @Inject
    DataSyncRepository syncs;

    @Inject
    RunRepository runs;

    @Inject
    DueRuns dueRuns;

    @Inject
    DueTimes dueTimes;

    @Inject
    HeldRuns heldRuns;

    @Inject
    StalledRuns stalledRuns;

    @Test
    void aScheduledRunIsQueuedOneTickAheadAndStartsWhenDue() {
        Instant due = nextTick(4);
        int syncId = createOn(daily(due));

        clock.moveTo(due.minus(Duration.ofMinutes(6)));
        dispatch();
        assertThat(runsOf(syncId).getList("items")).isEmpty();

        clock.moveTo(due.minus(Duration.ofMinutes(5)));
        dispatch();
        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("QUEUED"));
        assertThat(runsOf(syncId).getString("items[0].startsAt")).isEqualTo(due.toString());

        clock.moveTo(due);
        dispatch();
        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("COMPUTING"));
        String runId = runsOf(syncId).getString("items[0].id");
        var requested = outbox.of(runId, SyncRequested.TOPIC);
        assertThat(requested).hasSize(1);
        assertThat(requested.get(0).path("dueAt").asText()).isEqualTo(due.toString());
        assertThat(requested.get(0).path("firstRun").asBoolean()).isTrue();
        assertThat(requested.get(0).path("definition").path("tag").path("id").asText())
                .isEqualTo("7");
    }

    @Test
    void aDueTimeBetweenTwoTicksStartsAtTheNextOne() {
        Instant due = nextTick(4).plus(Duration.ofMinutes(2));
        int syncId = createOn(daily(due));

        clock.moveTo(due.plus(Duration.ofMinutes(2)));
        dispatch();
        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("QUEUED"));
        assertThat(runsOf(syncId).getString("items[0].startsAt"))
                .isEqualTo(due.plus(Duration.ofMinutes(3)).toString());

        clock.moveTo(due.plus(Duration.ofMinutes(3)));
        dispatch();
        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("COMPUTING"));
    }

    @Test
    void competingReplicasStartOneRunForEachDueTime() throws Exception {
        Instant due = nextTick(3);
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            ids.add(createOn(daily(due)));
        }

        compete(due.minus(Duration.ofMinutes(5)));
        compete(due);

        for (int id : ids) {
            assertThat(runsOf(id).getList("items.state")).isEqualTo(List.of("COMPUTING"));
            assertThat(outbox.of(runsOf(id).getString("items[0].id"), SyncRequested.TOPIC))
                    .hasSize(1);
        }
    }

    /** Two replicas of the dispatcher beside the one of the application, at the same moment, several times. */
    private void compete(Instant tick) throws Exception {
        clock.moveTo(tick);
        ExecutorService replicas = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<?>> done = new ArrayList<>();
            for (int replica = 0; replica < 2; replica++) {
                done.add(replicas.submit(() -> {
                    together.await();
                    dispatcher().tick(GRID.floor(tick));
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            replicas.shutdownNow();
        }
        dispatch();
    }

    @Test
    void dueTimesMissedWhileTheServiceWasDownRunOnce() {
        Instant now = nextTick(1);
        Map<String, Object> everyQuarter = definition(
                "schedule", Map.of("frequency", "MULTI_DAILY", "startAt", "00:00", "everyMinutes", 15, "zone", "UTC"));
        int syncId = createOn(everyQuarter);

        clock.moveTo(now.plus(Duration.ofHours(3)));
        dispatch();

        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("COMPUTING"));
        assertThat(Instant.parse(nextRunAt(syncId))).isAfter(clock.now());
    }

    @Test
    void aDueTimeThatFindsARunActiveIsCountedAsSkipped() {
        Instant now = nextTick(1);
        clock.moveTo(now);
        int syncId = create(definition(
                "schedule", Map.of("frequency", "MULTI_DAILY", "startAt", "00:00", "everyMinutes", 15, "zone", "UTC")));
        String active = start(syncId);
        switchTo(syncId, "ON");
        Instant first = Instant.parse(nextRunAt(syncId));
        clock.moveTo(first.plus(Duration.ofMinutes(5)));
        dispatch();
        clock.moveTo(first.plus(Duration.ofMinutes(15)));
        dispatch();
        clock.moveTo(first.plus(Duration.ofMinutes(30)));
        dispatch();

        var log = runsOf(syncId);
        assertThat(log.getList("items.state")).containsExactlyInAnyOrder("SKIPPED", "COMPUTING");
        assertThat(log.getInt("items.find { it.state == 'SKIPPED' }.skippedCount"))
                .isEqualTo(3);
        assertThat(log.getString("items.find { it.state == 'SKIPPED' }.reason")).isEqualTo("ACTIVE_RUN");
        assertThat(log.getString("items.find { it.state == 'SKIPPED' }.dueAt"))
                .isEqualTo(first.plus(Duration.ofMinutes(30)).toString());
        assertThat(log.getString("items.find { it.state == 'COMPUTING' }.id")).isEqualTo(active);
    }

    @Test
    void aManualRunStartsAfterAMinuteAlsoWhileOff() {
        clock.moveTo(nextTick(1).plusSeconds(241));
        int syncId = create(definition());

        String runId = start(syncId);

        Instant startsAt = Instant.parse(run(runId).getString("startsAt"));
        assertThat(startsAt).isEqualTo(nextTick(2));
        assertThat(state(runId)).isEqualTo("QUEUED");
        post("/api/v1/data-syncs/" + syncId + "/runs").statusCode(409);

        clock.moveTo(startsAt);
        dispatch();
        assertThat(state(runId)).isEqualTo("COMPUTING");
        assertThat(run(runId).getString("trigger")).isEqualTo("MANUAL");
        post("/api/v1/data-syncs/" + syncId + "/runs").statusCode(409);
    }

    @Test
    void aQueuedRunIsCancelledAtOnce() {
        int syncId = create(definition());
        String runId = start(syncId);

        post("/api/v1/runs/" + runId + "/cancel").statusCode(202).body("state", equalTo("CANCELLED"));

        clock.moveTo(nextTick(3));
        dispatch();
        assertThat(state(runId)).isEqualTo("CANCELLED");
        assertThat(outbox.of(runId, SyncRequested.TOPIC)).isEmpty();
        assertThat(outbox.of(runId, RunFinished.TOPIC)).hasSize(1);
        start(syncId);
    }

    @Test
    void switchingOffCancelsTheQueuedRunOfTheSchedule() {
        Instant due = nextTick(3);
        int syncId = createOn(daily(due));
        clock.moveTo(due.minus(Duration.ofMinutes(5)));
        dispatch();

        switchTo(syncId, "OFF");

        assertThat(runsOf(syncId).getString("items[0].state")).isEqualTo("CANCELLED");
        assertThat(runsOf(syncId).getString("items[0].reason")).isEqualTo("SWITCHED_OFF");

        switchTo(syncId, "ON");
        clock.moveTo(due);
        dispatch();
        assertThat(runsOf(syncId).getList("items.state")).isEqualTo(List.of("COMPUTING", "CANCELLED"));
    }

    @Test
    void switchingOffLeavesAManualRunAlone() {
        int syncId = createOn(daily(nextTick(20)));
        String runId = start(syncId);

        switchTo(syncId, "OFF");

        assertThat(state(runId)).isEqualTo("QUEUED");
    }

    @Test
    void anotherScheduleCancelsTheQueuedRunAndMovesTheNextOne() {
        Instant due = nextTick(3);
        int syncId = createOn(daily(due));
        clock.moveTo(due.minus(Duration.ofMinutes(5)));
        dispatch();

        json(daily(due.plus(Duration.ofMinutes(30))))
                .header("If-Match", "*")
                .put("/api/v1/data-syncs/" + syncId)
                .then()
                .statusCode(200)
                .body("nextRunAt", equalTo(due.plus(Duration.ofMinutes(30)).toString()));

        assertThat(runsOf(syncId).getString("items[0].state")).isEqualTo("CANCELLED");
        assertThat(runsOf(syncId).getString("items[0].reason")).isEqualTo("SCHEDULE_CHANGED");
    }

    @Test
    void anotherDescriptionLeavesTheQueuedRun() {
        Instant due = nextTick(3);
        int syncId = createOn(daily(due));
        clock.moveTo(due.minus(Duration.ofMinutes(5)));
        dispatch();
        var edited = daily(due);
        edited.put("description", "Edited before the start");

        json(edited)
                .header("If-Match", "*")
                .put("/api/v1/data-syncs/" + syncId)
                .then()
                .statusCode(200);
        clock.moveTo(due);
        dispatch();

        assertThat(runsOf(syncId).getString("items[0].state")).isEqualTo("COMPUTING");
        String runId = runsOf(syncId).getString("items[0].id");
        assertThat(run(runId).getString("definition.description")).isEqualTo("Edited before the start");
    }

    @Test
    void timesMissedWhileOffAreNotMadeUp() {
        Instant due = nextTick(3);
        int syncId = createOn(daily(due));
        switchTo(syncId, "OFF");
        clock.moveTo(due.plus(Duration.ofMinutes(10)));
        switchTo(syncId, "ON");

        dispatch();

        assertThat(runsOf(syncId).getList("items")).isEmpty();
        assertThat(Instant.parse(nextRunAt(syncId))).isEqualTo(due.plus(1, ChronoUnit.DAYS));
    }

    /** As if the service had computed them under other rules of the zone, before the Java runtime was updated. */
    @Test
    void dueTimesAreComputedAgainAtTheStart() {
        Instant due = nextTick(24);
        int earlierByNow = createOn(daily(due));
        int laterByNow = createOn(daily(due));
        int missed = createOn(daily(due));
        setNextDue(earlierByNow, due.plus(Duration.ofHours(1)));
        setNextDue(laterByNow, due.minus(Duration.ofHours(1)));
        Instant past = clock.now().minus(Duration.ofMinutes(1)).truncatedTo(ChronoUnit.SECONDS);
        setNextDue(missed, past);

        dueTimes.computeAgain();

        assertThat(nextRunAt(earlierByNow)).isEqualTo(due.toString());
        assertThat(nextRunAt(laterByNow)).isEqualTo(due.toString());
        assertThat(dueOrTaken(missed, past)).as("what was missed runs once").isTrue();
        List.of(earlierByNow, laterByNow, missed).forEach(id -> switchTo(id, "OFF"));
    }

    private boolean dueOrTaken(int syncId, Instant due) {
        return due.toString().equals(nextRunAt(syncId))
                || runsOf(syncId).getList("items.dueAt").contains(due.toString());
    }

    @Test
    void aDueTimeThatIsTakenIsNotTakenAgainAfterAStart() {
        Instant due = nextTick(2);
        int syncId = createOn(daily(due));
        clock.moveTo(due.minus(Duration.ofMinutes(5)));
        dispatch();
        String next = nextRunAt(syncId);
        String runId = runsOf(syncId).getString("items[0].id");

        dueTimes.computeAgain();
        assertThat(nextRunAt(syncId)).isEqualTo(next);
        post("/api/v1/runs/" + runId + "/cancel").statusCode(202);
        dueTimes.computeAgain();
        assertThat(nextRunAt(syncId)).isEqualTo(next);
        switchTo(syncId, "OFF");
    }

    private void setNextDue(int syncId, Instant due) {
        QuarkusTransaction.requiringNew().run(() -> syncs.getEntityManager()
                .createNativeQuery("UPDATE scheduler.data_sync SET next_due_at = ?1 WHERE id = ?2")
                .setParameter(1, due.atOffset(ZoneOffset.UTC))
                .setParameter(2, syncId)
                .executeUpdate());
    }

    @Test
    void aRunNamesTheOtherSyncsThatAreOnWithItsTag() {
        var tag = Map.<String, Object>of("id", "61", "name", "Tag 61");
        int on = createOn(definition("tag", tag));
        create(definition("tag", tag));
        int syncId = create(definition("tag", tag));
        String runId = start(syncId);

        clock.moveTo(Instant.parse(run(runId).getString("startsAt")));
        dispatch();

        var requested = outbox.of(runId, SyncRequested.TOPIC).get(0);
        assertThat(requested.path("otherSyncIds")).hasSize(1);
        assertThat(requested.path("otherSyncIds").get(0).asInt()).isEqualTo(on);
    }

    @Test
    void theSameKeyAndBodyStartOneRun() {
        int syncId = create(definition());
        String key = UUID.randomUUID().toString();
        var first = json(Map.of("mode", "FULL"))
                .header("Idempotency-Key", key)
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(202)
                .header("Location", notNullValue())
                .body("mode", equalTo("FULL"))
                .extract();

        json(Map.of("mode", "FULL"))
                .header("Idempotency-Key", key)
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(202)
                .header("Location", equalTo(first.header("Location")))
                .body("id", equalTo(first.path("id")));
        json(Map.of("mode", "DELTA"))
                .header("Idempotency-Key", key)
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(422);
        assertThat(runsOf(syncId).getList("items")).hasSize(1);
    }

    @Test
    void anUnknownModeIsRefused() {
        int syncId = create(definition());

        json(Map.of("mode", "HALF"))
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("mode"));
        post("/api/v1/data-syncs/987654/runs").statusCode(404);
    }

    private Dispatcher dispatcher() {
        return new Dispatcher(syncs, runs, dueRuns, heldRuns, stalledRuns, GRID);
    }

    private void dispatch() {
        dispatcher().tick(GRID.floor(clock.now()));
        // The application's own dispatcher may have been in the middle of the same tick.
        await().untilAsserted(() -> dispatcher().tick(GRID.floor(clock.now())));
    }

    private Instant nextTick(int ticks) {
        return GRID.floor(clock.now()).plus(Duration.ofMinutes(5L * ticks));
    }

    private static Map<String, Object> daily(Instant due) {
        String time = TIME.format(ZonedDateTime.ofInstant(due, ZoneOffset.UTC));
        return new HashMap<>(definition("schedule", Map.of("frequency", "DAILY", "timeOfDay", time, "zone", "UTC")));
    }

    private static String nextRunAt(int syncId) {
        return given().get("/api/v1/data-syncs/" + syncId).then().extract().path("nextRunAt");
    }
}
