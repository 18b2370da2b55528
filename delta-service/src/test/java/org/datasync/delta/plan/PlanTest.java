package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.World;
import org.datasync.delta.world.World.PlannedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlanTest {
    private World world;

    @BeforeEach
    void create() throws SQLException {
        world = new World();
    }

    @AfterEach
    void close() throws SQLException {
        world.close();
    }

    @Test
    void theFirstRunAddsEveryEligibleAddressOfEveryMember() throws SQLException {
        world.constituent(5, " Ann@Example.org ", "ann@example.com", "ANN@example.ORG")
                .constituent(6)
                .constituent(7, "bob@example.org")
                .members(5, 6, 7);

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly(
                        "ADD 5: 1 TAG Ann@Example.org", "ADD 5: 2 TAG ann@example.com", "ADD 7: 1 TAG bob@example.org");
        assertThat(run.result().counts())
                .isEqualTo(
                        new DeltaCounts(3, 2, 1, new WithoutAddressBy(1, 0, 0, 0, 0, 0, 0, 0), 0, 2, 0, 0, 0, 0, 0, 0));
        assertThat(run.result().planned()).isEqualTo(new OperationCounts(3, 0, 0));
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void anUnchangedListPlansNothing() throws SQLException {
        world.constituent(5, "ann@example.org")
                .constituent(7, "bob@example.org")
                .members(5, 7);
        world.succeed();

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).isEmpty();
        assertThat(run.result().counts().unchanged()).isEqualTo(2);
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void aLeaverLosesTheTagAtEveryRecordedAddress() throws SQLException {
        world.constituent(5, "ann@example.org", "ann@example.com")
                .constituent(7, "bob@example.org")
                .members(5, 7);
        world.succeed();
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = 5")
                .members(7);

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly("REMOVE 5: 1 UNTAG ann@example.com", "REMOVE 5: 2 UNTAG ann@example.org");
        assertThat(run.result().counts().removed()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void aMemberThatLosesItsLastAddressStays() throws SQLException {
        world.constituent(5, "ann@example.org").members(5);
        world.succeed();
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y'");

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).isEmpty();
        assertThat(run.result().counts().keptWithoutAddress()).isEqualTo(1);
        assertThat(run.result().counts().withoutAddressBy().inactive()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void aJobThatOnlyAddsForgetsLeavers() throws SQLException {
        world.constituent(5, "ann@example.org").members(5).addOnly(true);
        world.succeed();
        world.members();

        PlannedRun run = world.plan();
        world.publish(run);

        assertThat(world.rows(run)).containsExactly("LEFT 5");
        assertThat(run.result().counts().leftList()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
        assertThat(world.baseline()).isEmpty();
        assertThat(world.records()).isEmpty();
    }

    @Test
    void aLeaverKeepsTheTagWhileTheAddressIsShared() throws SQLException {
        world.constituent(5, "family@example.org", "ann@example.org")
                .constituent(8, "Family@Example.org ")
                .constituent(7, "FAMILY@example.org")
                .members(5);
        world.succeed();
        world.members(7, 8);

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly(
                        "REMOVE 5: 1 UNTAG ann@example.org",
                        "REMOVE 5: 2 UNTAG family@example.org KEPT SHARED 7",
                        "ADD 7: 1 TAG FAMILY@example.org",
                        "ADD 8: 1 TAG Family@Example.org");
        assertThat(run.result().keptShared()).isEqualTo(1);
        world.publish(run);
        assertThat(world.records()).containsExactly("5 ann@example.org TAGGED", "7 family@example.org TAGGED");
        assertThat(world.baseline()).containsExactly(5, 7);
        world.settleAll(run, Outcome.DONE);
        assertThat(world.baseline()).containsExactly(7, 8);
    }

    @Test
    void whoSharesAnAddressAndLeavesTogetherLosesItTogether() throws SQLException {
        world.constituent(5, "family@example.org")
                .constituent(7, "family@example.org")
                .members(5, 7);
        world.succeed();
        world.members();

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly("REMOVE 5: 1 UNTAG family@example.org", "REMOVE 7: 1 UNTAG family@example.org");
        world.publish(run).settleAll(run, Outcome.DONE);
        assertThat(world.records()).isEmpty();
        assertThat(world.baseline()).isEmpty();
    }

    @Test
    void anotherSyncThatIsOnHoldsTheAddress() throws SQLException {
        world.sync(2).constituent(5, "ann@example.org").members(5);
        world.succeed();
        world.running(2, 1).succeed();
        world.members();

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).containsExactly("REMOVE 5: 1 UNTAG ann@example.org KEPT OTHER_SYNC");
        world.publish(run);
        assertThat(world.records()).isEmpty();
        assertThat(world.baseline()).isEmpty();
        assertThat(world.running(1).records()).containsExactly("5 ann@example.org TAGGED");
    }

    @Test
    void aSyncThatIsOffLosesTheAddressAndGetsItBackWhenItRuns() throws SQLException {
        world.sync(2).constituent(5, "ann@example.org").members(5);
        world.succeed();
        world.running(2).succeed();
        world.members();

        PlannedRun run = world.plan();
        world.publish(run).settleAll(run, Outcome.DONE);

        assertThat(world.rows(run)).containsExactly("REMOVE 5: 1 UNTAG ann@example.org DONE null");
        assertThat(world.running(1).records()).containsExactly("5 ann@example.org PENDING");
        assertThat(world.baseline()).isEmpty();
        assertThat(world.rows(world.members(5).plan())).containsExactly("ADD 5: 1 TAG ann@example.org");
    }

    @Test
    void aBaselineRowFromElsewhereOutlivesWhatAnotherSyncUntags() throws SQLException {
        world.sync(2)
                .constituent(5, "ann@example.org")
                .address(5, "ann@example.com", "inactive='Y'")
                .run("INSERT INTO dbo.LT_P2_LIST_CONTENTS (sync_id, list_no, customer_no) VALUES (2, 101, 5)")
                .members(5)
                .running(2)
                .full(true);
        PlannedRun failed = world.plan();
        world.publish(failed).settleAll(failed, Outcome.FAILED);
        world.full(false).running(1).succeed();

        PlannedRun run = world.members().plan();
        world.publish(run).settleAll(run, Outcome.DONE);

        assertThat(world.running(2).records()).containsExactly("5 ann@example.org PENDING");
        assertThat(world.baseline()).containsExactly(5);
    }

    @Test
    void refusedAddressesAreNotSentAgain() throws SQLException {
        world.constituent(5, "ann@example.org").members(5);
        PlannedRun first = world.plan();
        world.publish(first).settleAll(first, Outcome.REJECTED);

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).isEmpty();
        assertThat(run.result().counts().refusedBefore()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
        assertThat(world.rows(world.retrying(first.id()).plan())).containsExactly("ADD 5: 1 TAG ann@example.org");
    }

    @Test
    void aNewAddressOfARefusedConstituentIsSent() throws SQLException {
        world.constituent(5, "ann@example.org").members(5);
        PlannedRun first = world.plan();
        world.publish(first).settleAll(first, Outcome.REJECTED);
        world.address(5, "ann@example.com", "");

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).containsExactly("ADD 5: 1 TAG ann@example.com");
    }

    @Test
    void whatIsIncompleteIsSentAgainAsChanged() throws SQLException {
        world.constituent(5, "a@example.org", "b@example.org", "c@example.org", "d@example.org")
                .members(5);
        PlannedRun first = world.plan();
        world.publish(first)
                .settle(first, Outcome.DONE, "x.address_no = 1")
                .settle(first, Outcome.FAILED, "x.address_no = 2")
                .settle(first, Outcome.UNKNOWN, "x.address_no = 3")
                .settle(first, Outcome.REJECTED, "x.address_no = 4");

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).containsExactly("UPDATE 5: 1 TAG b@example.org", "UPDATE 5: 2 TAG c@example.org");
        assertThat(run.result().counts().changed()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void aFullRunSendsEverybodyAgainAndAlsoWhatWasRefused() throws SQLException {
        world.constituent(5, "a@example.org", "b@example.org")
                .constituent(6, "c@example.org")
                .constituent(7, "d@example.org")
                .members(5, 6, 7);
        PlannedRun first = world.plan();
        world.publish(first)
                .settle(first, Outcome.REJECTED, "x.address = 'b@example.org' OR x.address = 'c@example.org'")
                .settleAll(first, Outcome.DONE);
        world.members(5, 6).full(true);

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly(
                        "UPDATE 5: 1 TAG a@example.org",
                        "UPDATE 5: 2 TAG b@example.org",
                        "ADD 6: 1 TAG c@example.org",
                        "REMOVE 7: 1 UNTAG d@example.org");
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void aBaselineRowFromElsewhereIsUntaggedAtAllItsAddresses() throws SQLException {
        world.constituent(5, "a@example.org", "A@example.org", "no address")
                .constituent(6)
                .address(5, "b@example.org", "inactive='Y'")
                .address(5, "c@example.org", "eaddress_type=9");
        world.run(
                "INSERT INTO dbo.LT_P2_LIST_CONTENTS (sync_id, list_no, customer_no) VALUES (1, 101, 5), (1, 101, 6)");

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly("REMOVE 5: 1 UNTAG a@example.org", "REMOVE 5: 2 UNTAG b@example.org", "REMOVE 6");
        assertThat(run.result().balanced()).isTrue();
        world.publish(run);
        assertThat(world.baseline()).containsExactly(5);
        world.settle(run, Outcome.DONE, "x.address_no = 1");
        assertThat(world.baseline()).containsExactly(5);
        world.settle(run, Outcome.FAILED, "x.address_no = 2");
        assertThat(world.baseline()).containsExactly(5);
        PlannedRun second = world.plan();
        assertThat(world.rows(second)).containsExactly("REMOVE 5: 1 UNTAG b@example.org");
        world.publish(second).settleAll(second, Outcome.DONE);
        assertThat(world.baseline()).isEmpty();
        assertThat(world.records()).isEmpty();
    }

    @Test
    void anApprovedPlanOnlyKeepsMore() throws SQLException {
        world.constituent(5, "ann@example.org")
                .constituent(6, "family@example.org")
                .constituent(7, "bob@example.org")
                .constituent(8)
                .members(5, 6, 7);
        world.succeed();
        PlannedRun run = world.members(8).plan();
        world.address(8, "family@example.org", "").members(5, 8);

        world.lookAgain(run);

        assertThat(world.rows(run))
                .containsExactly(
                        "REMOVE 5: 1 UNTAG ann@example.org KEPT MEMBER_AGAIN",
                        "REMOVE 6: 1 UNTAG family@example.org KEPT SHARED 8",
                        "REMOVE 7: 1 UNTAG bob@example.org");
        world.publish(run).settleAll(run, Outcome.DONE);
        assertThat(world.records()).containsExactly("5 ann@example.org TAGGED", "8 family@example.org TAGGED");
        assertThat(world.baseline()).containsExactly(5, 8);
    }

    @Test
    void whoIsAMemberAgainHoldsTheAddressForOthersToo() throws SQLException {
        world.constituent(5, "family@example.org")
                .constituent(6, "family@example.org")
                .members(5, 6);
        world.succeed();
        PlannedRun run = world.members().plan();
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = 5")
                .members(5);

        world.lookAgain(run);

        assertThat(world.rows(run))
                .containsExactly(
                        "REMOVE 5: 1 UNTAG family@example.org KEPT MEMBER_AGAIN",
                        "REMOVE 6: 1 UNTAG family@example.org KEPT SHARED 5");
        world.publish(run);
        assertThat(world.records()).containsExactly("5 family@example.org TAGGED");
        assertThat(world.baseline()).containsExactly(5);
    }

    @Test
    void aFormerAddressThatIsEligibleAgainBeforeTheApprovalStays() throws SQLException {
        world.constituent(5, "ann@example.org", "ann@example.com").members(5).follow(true);
        world.succeed();
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE address = 'ann@example.com'");
        PlannedRun run = world.plan();
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'N'");

        world.lookAgain(run);

        assertThat(world.rows(run)).containsExactly("UPDATE 5: 1 UNTAG ann@example.com KEPT MEMBER_AGAIN");
        world.publish(run);
        assertThat(world.records()).containsExactly("5 ann@example.com TAGGED", "5 ann@example.org TAGGED");
        assertThat(world.rows(world.plan())).isEmpty();
    }

    @Test
    void theSamePlanIsMadeAgainAfterACrash() throws SQLException {
        world.constituent(5, "ann@example.org").members(5);
        PlannedRun run = world.plan();
        long first = run.result().lastSequence();

        PlannedRun again = world.plan();

        assertThat(world.rows(again)).isEqualTo(world.rows(run));
        assertThat(again.result().firstSequence()).isGreaterThanOrEqualTo(first);
    }

    @Test
    void aTessituraWithoutTheTableOfPrefixesIsReadToo() throws SQLException {
        world.constituent(5, "ann@example.org").members(5).run("DROP TABLE dbo.TR_PREFIX");

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).containsExactly("ADD 5: 1 TAG ann@example.org");
        assertThat(world.prefixes(run)).containsOnlyNulls();
    }

    @Test
    void thePrefixGoesAlongWithTheName() throws SQLException {
        world.constituent(5, "ann@example.org").members(5);

        assertThat(world.prefixes(world.plan())).containsExactly("Ms.");
    }
}
