package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionsTest {
    private static final int SYNC = 1;
    private static final int OTHER_SYNC = 2;
    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService();
        service.constituents(1, 30).members(1, 12).firstRun(SYNC);
        service.told.clear();
        service.published.clear();
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @Test
    void anApprovedPlanIsPublishedExactlyAsItWasStoredAlsoAfterARestart() throws SQLException {
        SyncRequested run = held();
        service.tables.run("UPDATE dbo.T_EADDRESS SET address = 'new@example.org' WHERE customer_no = 20");
        service.tables.run("UPDATE dbo.T_CUSTOMER SET fname = 'New' WHERE customer_no = 20");
        service.members(20, 25);
        service.restart();
        service.work();
        assertThat(service.published).isEmpty();

        decide(run, 1, Decision.APPROVED);
        service.restart();
        service.work();

        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.COMPUTED);
        assertThat(service.records(run))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(20, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12);
        ConstituentDelta added = service.records(run).get(0);
        assertThat(added.addresses()).singleElement().satisfies(address -> assertThat(address.address())
                .isEqualTo("c20@example.org"));
        assertThat(added.profile().firstName()).isEqualTo("First");
    }

    @Test
    void aDecisionMayComeBeforeItsRun() {
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        decide(run, 1, Decision.APPROVED);
        service.members(20, 20);

        service.request(run);
        service.work();

        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.COMPUTED);
        assertThat(service.records(run)).hasSize(13);
    }

    @Test
    void theFirstOfTwoDecisionsCountsInWhateverOrderTheyCome() {
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        decide(run, 2, Decision.APPROVED);
        decide(run, 1, Decision.REJECTED);
        service.members(20, 20);

        service.request(run);
        service.work();

        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CANCELLED);
        assertThat(service.published).isEmpty();
    }

    @Test
    void aDecisionThatComesTwiceOrAgainstARunThatIsOverChangesNothing() {
        SyncRequested run = held();
        decide(run, 1, Decision.REJECTED);
        service.work();

        decide(run, 1, Decision.REJECTED);
        decide(run, 2, Decision.APPROVED);
        decide(run, 3, Decision.CANCELLED);
        service.work();

        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CANCELLED);
        assertThat(service.state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aRejectedPlanIsDiscardedWhole() throws SQLException {
        SyncRequested run = held();

        decide(run, 1, Decision.REJECTED);
        service.work();

        DeltaComputed told = service.told.get(1);
        assertThat(told.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(told.reason()).isEqualTo("REJECTED");
        assertThat(told.notPublished()).isEqualTo(new OperationCounts(1, 0, 12));
        assertThat(service.published).isEmpty();
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(12);
    }

    @Test
    void aPlanThatNobodyDecidesAboutEndsWithThatReason() {
        SyncRequested run = held();

        service.decide(new RunDecided(run.runId(), SYNC, 1, Decision.REJECTED, "system", Instant.now()));
        service.work();

        assertThat(service.told.get(1).reason()).isEqualTo("NOT_DECIDED");
    }

    @Test
    void aHeldRunCanBeCancelled() {
        SyncRequested run = held();

        decide(run, 1, Decision.CANCELLED);
        service.work();

        assertThat(service.told.get(1).reason()).isEqualTo("CANCELLED");
        assertThat(service.state(run)).isEqualTo(RunState.CANCELLED);
    }

    @Test
    void aHeldRunLeavesTheTagToOthersAndApprovedItTakesItsTurn() {
        SyncRequested run = held();
        SyncRequested other = Requests.run(OTHER_SYNC, PlainService.LIST, Integer.toString(SYNC), Trigger.MANUAL, true);
        service.members(28, 30);
        service.request(other);
        service.work();
        assertThat(service.state(other)).isEqualTo(RunState.SETTLING);

        decide(run, 1, Decision.APPROVED);
        service.work();
        assertThat(service.state(run)).isEqualTo(RunState.APPROVED);
        assertThat(service.records(run)).isEmpty();
        service.settleAll(other, org.datasync.contracts.tagging.v1.Outcome.DONE);

        assertThat(service.records(run)).hasSize(13);
    }

    @Test
    void anApprovedRunWhoseListCannotBeGeneratedIsCancelledForHeldIsFollowedByNothingElse() {
        SyncRequested run = held();
        service.generator = PlainService.failing("GENERATION_FAILED", false);

        decide(run, 1, Decision.APPROVED);
        service.work();

        assertThat(outcomes()).containsExactly(Outcome.HELD, Outcome.CANCELLED);
        assertThat(service.told.get(1).reason()).isEqualTo("GENERATION_FAILED");
        assertThat(service.published).isEmpty();
    }

    @Test
    void aDecisionOfARunThatNobodyKnowsAnyMoreIsRefused() throws SQLException {
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        service.clock.passes(Duration.ofDays(15));

        decide(run, 1, Decision.APPROVED);

        assertThat(service.rows("EARLY")).isZero();
    }

    @Test
    void aRequestThatIsOlderThanAnyTopicIsRefused() throws SQLException {
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        service.clock.passes(Duration.ofDays(15));

        service.request(run);
        service.work();

        assertThat(service.rows("RUN")).isEqualTo(1);
    }

    private SyncRequested held() {
        service.members(20, 20);
        SyncRequested run = service.runs(SYNC);
        assertThat(service.state(run)).isEqualTo(RunState.HELD);
        assertThat(service.told.get(0).reason()).isEqualTo("GUARD_REMOVALS");
        return run;
    }

    private void decide(SyncRequested run, int no, Decision decision) {
        service.decide(Requests.decided(run, no, decision));
    }

    private List<Outcome> outcomes() {
        return service.told.stream().map(DeltaComputed::outcome).toList();
    }
}
