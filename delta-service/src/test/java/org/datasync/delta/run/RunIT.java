package org.datasync.delta.run;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ThrowingRunnable;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.delta.world.Requests;
import org.datasync.delta.world.TessituraResource;
import org.datasync.delta.world.TestList;
import org.datasync.delta.world.Topics;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TessituraResource.class)
class RunIT {
    private Topics topics;
    private TestList list;
    private int syncId;

    @BeforeEach
    void open() throws SQLException {
        topics = new Topics();
        list = new TestList();
        syncId = Requests.newNumber();
    }

    @AfterEach
    void close() {
        topics.close();
    }

    @Test
    void aRunIsPlannedPublishedAndSettled() throws SQLException {
        list.has(1, 25);
        SyncRequested run = Requests.run(syncId, list.number());

        topics.send(run);

        DeltaComputed computed = computed(run, Outcome.COMPUTED);
        assertThat(computed.counts().members()).isEqualTo(25);
        assertThat(computed.counts().balanced()).isTrue();
        assertThat(computed.planned()).isEqualTo(new OperationCounts(25, 0, 0));
        assertThat(computed.published()).isEqualTo(new Published(25, 0, 0));
        List<ConstituentDelta> records = records(run, 25);
        assertThat(records).extracting(ConstituentDelta::sequence).doesNotHaveDuplicates();
        ConstituentDelta first = records.stream()
                .filter(record -> record.constituentNo() == list.constituent(1))
                .findFirst()
                .orElseThrow();
        assertThat(first.addresses())
                .containsExactly(new AddressChange(1, Operation.TAG, "c" + list.constituent(1) + "@example.org"));
        assertThat(first.profile().firstName()).isEqualTo("First");
        assertThat(first.profile().fields()).containsEntry("CUSTOMER_NO", Integer.toString(list.constituent(1)));

        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records.subList(0, 20)));
        topics.send(
                Requests.settled(run, 2, org.datasync.contracts.tagging.v1.Outcome.FAILED, records.subList(20, 25)));

        settled(run);
        assertThat(baseline()).isEqualTo("20");
        RestAssured.given()
                .queryParam("outcome", "FAILED")
                .queryParam("limit", 3)
                .get("/api/v1/runs/" + run.runId() + "/rows")
                .then()
                .statusCode(200)
                .body("items", Matchers.hasSize(3))
                .body("items[0].change", Matchers.is("ADD"))
                .body("items[0].addresses[0].outcome", Matchers.is("FAILED"))
                .body("nextCursor", Matchers.notNullValue());
    }

    @Test
    void aPageOfThePlanHasALimit() {
        RestAssured.given()
                .queryParam("limit", 1001)
                .get("/api/v1/runs/" + UUID.randomUUID() + "/rows")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", Matchers.is("limit"));
    }

    @Test
    void whatComesTwiceChangesNothing() throws SQLException {
        list.has(1, 3);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(run);
        topics.send(run);
        List<ConstituentDelta> records = records(run, 3);
        computed(run, Outcome.COMPUTED);

        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records.subList(0, 2)));
        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records.subList(0, 2)));
        topics.send(Requests.settled(run, 2, org.datasync.contracts.tagging.v1.Outcome.FAILED, records));
        topics.send(run);

        settled(run);
        assertThat(baseline()).isEqualTo("2");
        assertThat(topics.computed(run.runId())).hasSize(1);
        assertThat(topics.constituents(run.runId())).hasSize(3);
    }

    @Test
    void theNextRunOfTheSyncWaitsUntilEverythingIsSettled() throws SQLException {
        list.has(1, 4);
        SyncRequested first = Requests.run(syncId, list.number());
        topics.send(first);
        List<ConstituentDelta> records = records(first, 4);
        SyncRequested second = Requests.run(syncId, list.number());
        list.loses(1, 1);
        topics.send(second);
        eventually(() -> assertThat(state(second)).isEqualTo("WAITING"));

        topics.send(Requests.settled(first, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records));

        DeltaComputed computed = computed(second, Outcome.COMPUTED);
        assertThat(computed.counts().unchanged()).isEqualTo(3);
        assertThat(computed.published()).isEqualTo(new Published(0, 1, 0));
        assertThat(records(second, 1).get(0)).isInstanceOf(ConstituentRemoved.class);
    }

    @Test
    void anotherSyncWithTheSameTagWaits() throws SQLException {
        list.has(1, 2);
        SyncRequested first = Requests.run(syncId, list.number());
        topics.send(first);
        List<ConstituentDelta> records = records(first, 2);
        SyncRequested other =
                Requests.run(Requests.newNumber(), list.number(), Integer.toString(syncId), Trigger.SCHEDULED, true);
        topics.send(other);
        eventually(() -> assertThat(state(other)).isEqualTo("WAITING"));

        topics.send(Requests.settled(first, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records));

        computed(other, Outcome.COMPUTED);
    }

    @Test
    void aDecisionMayComeBeforeItsRun() throws SQLException {
        list.has(1, 2);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(Requests.decided(run, 1, Decision.CANCELLED));
        eventually(() -> assertThat(
                        TestList.query("SELECT COUNT(*) FROM dbo.LT_P2_EARLY WHERE run_id = '" + run.runId() + "'"))
                .isEqualTo("1"));

        topics.send(run);

        DeltaComputed computed = computed(run, Outcome.CANCELLED);
        assertThat(computed.reason()).isEqualTo("CANCELLED");
        assertThat(topics.constituents(run.runId())).isEmpty();
        assertThat(state(run)).isEqualTo("CANCELLED");
    }

    @Test
    void aPlanThatRemovesTooManyIsHeldAndAppliedWhenApproved() throws SQLException {
        SyncRequested run = heldRun();
        list.has(1, 1);

        topics.send(Requests.decided(run, 1, Decision.APPROVED));

        DeltaComputed computed = computed(run, Outcome.COMPUTED);
        assertThat(computed.keptShared()).isEqualTo(1);
        assertThat(computed.published()).isEqualTo(new Published(0, 11, 0));
        assertThat(topics.computed(run.runId()))
                .extracting(DeltaComputed::outcome)
                .containsExactly(Outcome.HELD, Outcome.COMPUTED);
        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records(run, 11)));
        settled(run);
        assertThat(baseline()).isEqualTo("1");
    }

    @Test
    void aRejectedPlanIsDiscarded() throws SQLException {
        SyncRequested run = heldRun();

        topics.send(Requests.decided(run, 1, Decision.REJECTED));

        DeltaComputed computed = computed(run, Outcome.CANCELLED);
        assertThat(computed.reason()).isEqualTo("REJECTED");
        assertThat(computed.notPublished()).isEqualTo(new OperationCounts(0, 0, 12));
        assertThat(topics.constituents(run.runId())).isEmpty();
        assertThat(baseline()).isEqualTo("12");
    }

    @Test
    void aListThatCannotBeUsedFailsTheRunWithAdvice() throws SQLException {
        TestList.run("UPDATE dbo.T_LIST SET tms = 'N' WHERE list_no = " + list.number());
        SyncRequested run = Requests.run(syncId, list.number());

        topics.send(run);

        DeltaComputed computed = computed(run, Outcome.FAILED);
        assertThat(computed.reason()).isEqualTo("LIST_UNUSABLE");
        assertThat(computed.detail()).contains("Prospect2 box");
        RestAssured.get("/api/v1/lists/" + list.number())
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("detail", Matchers.containsString("Prospect2 box"));
    }

    @Test
    void aFailedGenerationRemovesNothing() throws SQLException {
        list.has(1, 12);
        settleFirstRun(12);
        TestList.run("UPDATE dbo.T_LIST SET criteria = 'SELECT 1 / 0 AS customer_no' WHERE list_no = " + list.number());
        SyncRequested run = Requests.run(syncId, list.number());

        topics.send(run);

        assertThat(computed(run, Outcome.FAILED).reason()).isEqualTo("GENERATION_FAILED");
        assertThat(baseline()).isEqualTo("12");
    }

    @Test
    void aLostLeaseInTheMiddleOfPublishingLosesAndDoublesNothing() throws SQLException {
        list.has(1, 400);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(run);
        await().pollInterval(Duration.ofMillis(1)).atMost(15, SECONDS).until(() -> published(run) > 0);

        TestList.run("UPDATE dbo.LT_P2_LEASE SET owner = 'another', epoch = epoch + 1 WHERE name = 'delta-worker'");

        computed(run, Outcome.COMPUTED);
        assertThat(topics.computed(run.runId()).get(0).published()).isEqualTo(new Published(400, 0, 0));
        eventually(() -> assertThat(topics.constituents(run.runId()).stream()
                        .map(ConstituentDelta::sequence)
                        .collect(Collectors.toSet()))
                .hasSize(400));
    }

    @Test
    void aRunThatIsCancelledWhilePublishingTellsWhatItDidNotPublish() throws SQLException {
        list.has(1, 400);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(run);
        await().pollInterval(Duration.ofMillis(1)).atMost(15, SECONDS).until(() -> published(run) > 0);

        TestList.run("UPDATE dbo.LT_P2_RUN SET cancel_by = 'operator' WHERE run_id = '" + run.runId() + "'");

        DeltaComputed computed = computed(run, Outcome.CANCELLED);
        long published = computed.published().added();
        assertThat(published).isBetween(1L, 399L);
        assertThat(computed.notPublished()).isEqualTo(new OperationCounts(400 - published, 0, 0));
        List<ConstituentDelta> records = records(run, (int) published);
        assertThat(state(run)).isEqualTo("SETTLING");
        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records));
        settled(run);
        assertThat(baseline()).isEqualTo(Long.toString(published));
    }

    @Test
    void aRunIsPublishedAgainWithTheSameIdentities() throws SQLException {
        list.has(1, 12);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(run);
        List<ConstituentDelta> records = records(run, 12);
        computed(run, Outcome.COMPUTED);
        topics.send(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records.subList(0, 2)));

        eventually(() -> assertThat(
                        TestList.query("SELECT settled FROM dbo.LT_P2_RUN WHERE run_id = '" + run.runId() + "'"))
                .isEqualTo("2"));
        topics.send(Requests.decided(run, 1, Decision.REPUBLISH));

        eventually(() -> assertThat(topics.computed(run.runId())).hasSize(2));
        List<ConstituentDelta> all = records(run, 22);
        assertThat(all.subList(12, 22)).isSubsetOf(records);
    }

    @Test
    void aDeletedSyncIsForgotten() throws SQLException {
        list.has(1, 12);
        settleFirstRun(12);

        topics.send(new SyncDeleted(syncId, Instant.now()));

        eventually(() -> assertThat(baseline()).isEqualTo("0"));
        SyncRequested late = Requests.run(syncId, list.number());
        topics.send(late);
        SyncRequested other = Requests.run(Requests.newNumber(), list.number());
        topics.send(other);
        computed(other, Outcome.COMPUTED);
        assertThat(state(late)).isNull();
    }

    private SyncRequested heldRun() throws SQLException {
        list.has(1, 12);
        settleFirstRun(12);
        list.loses(1, 12);
        SyncRequested run = Requests.run(syncId, list.number());
        topics.send(run);
        DeltaComputed held = computed(run, Outcome.HELD);
        assertThat(held.reason()).isEqualTo("GUARD_EMPTY_LIST");
        return run;
    }

    private void settleFirstRun(int members) {
        SyncRequested first = Requests.run(syncId, list.number());
        topics.send(first);
        topics.send(
                Requests.settled(first, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, records(first, members)));
        settled(first);
    }

    private DeltaComputed computed(SyncRequested run, Outcome outcome) {
        eventually(() -> assertThat(topics.computed(run.runId()))
                .extracting(DeltaComputed::outcome)
                .contains(outcome));
        return topics.computed(run.runId()).stream()
                .filter(event -> event.outcome() == outcome)
                .findFirst()
                .orElseThrow();
    }

    private List<ConstituentDelta> records(SyncRequested run, int expected) {
        eventually(() -> assertThat(topics.constituents(run.runId())).hasSizeGreaterThanOrEqualTo(expected));
        return topics.constituents(run.runId());
    }

    private void settled(SyncRequested run) {
        eventually(() -> assertThat(state(run)).isEqualTo("SETTLED"));
    }

    private String baseline() throws SQLException {
        return TestList.query("SELECT COUNT(*) FROM dbo.LT_P2_LIST_CONTENTS WHERE sync_id = " + syncId);
    }

    private static String state(SyncRequested run) throws SQLException {
        return TestList.query("SELECT state FROM dbo.LT_P2_RUN WHERE run_id = '" + run.runId() + "'");
    }

    private static long published(SyncRequested run) throws SQLException {
        String published =
                TestList.query("SELECT published_added FROM dbo.LT_P2_RUN WHERE run_id = '" + run.runId() + "'");
        return published == null ? 0 : Long.parseLong(published);
    }

    private static void eventually(ThrowingRunnable assertion) {
        ConditionFactory waiting = await().pollInterval(Duration.ofMillis(20)).atMost(15, SECONDS);
        waiting.untilAsserted(assertion);
    }
}
