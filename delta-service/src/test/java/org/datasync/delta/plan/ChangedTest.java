package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.World;
import org.datasync.delta.world.World.PlannedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangedTest {
    private static final LocalDateTime SIX = World.TODAY.atTime(6, 0);
    private World world;

    @BeforeEach
    void create() throws SQLException {
        world = new World();
        world.constituent(5, "ann@example.org", "ann@example.com")
                .constituent(7, "bob@example.org")
                .members(5, 7)
                .tracking(true)
                .at(SIX)
                .succeed();
    }

    @AfterEach
    void close() throws SQLException {
        world.close();
    }

    @Test
    void aChangedConstituentIsSentAgainOnceHoweverManyRowsTheAuditHas() throws SQLException {
        world.audited(5, "T_ADDRESS", "Updated", SIX.plusMinutes(1))
                .audited(5, "t_address ", "DELETED", SIX.plusMinutes(1))
                .audited(5, "T_CUSTOMER", "Inserted", SIX.plusMinutes(2))
                .at(SIX.plusMinutes(15));

        PlannedRun run = world.plan();

        assertThat(world.rows(run))
                .containsExactly("UPDATE 5: 1 UPDATE ann@example.org", "UPDATE 5: 2 UPDATE ann@example.com");
        assertThat(run.result().balanced()).isTrue();
        world.publish(run).settleAll(run, Outcome.DONE);
        assertThat(world.rows(world.at(SIX.plusMinutes(30)).plan())).isEmpty();
    }

    @Test
    void whatDoesNotCountAsAChangeIsNotSent() throws SQLException {
        for (String table :
                new String[] {"TX_CONTACT_POINT_PURPOSE", "t_cust_rank", "TX_CUST_CONTACT_PERM_TYPE", "T_EADDRESS "}) {
            world.audited(5, table, "Updated", SIX.plusMinutes(1));
        }
        world.audited(0, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .audited(null, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .at(SIX.plusMinutes(15));

        assertThat(world.rows(world.plan())).isEmpty();
    }

    @Test
    void aMembershipChangeCountsToo() throws SQLException {
        world.run("INSERT INTO dbo.TA_AUDIT_MEMBERSHIP ([date], [action], customer_no) VALUES ('" + SIX.plusMinutes(1)
                        + ":00', 'Updated', 7)")
                .at(SIX.plusMinutes(15));

        assertThat(world.rows(world.plan())).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void aFailedReImportStaysDueAndARefusedOneDoesNot() throws SQLException {
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .at(SIX.plusMinutes(15));
        PlannedRun first = world.plan();
        world.publish(first)
                .settle(first, Outcome.REJECTED, "p.customer_no = 7")
                .settle(first, Outcome.DONE, "x.address_no = 1")
                .settle(first, Outcome.FAILED, "x.address_no = 2");

        PlannedRun second = world.at(SIX.plusMinutes(30)).plan();

        assertThat(world.rows(second))
                .containsExactly("UPDATE 5: 1 UPDATE ann@example.org", "UPDATE 5: 2 UPDATE ann@example.com");
        assertThat(world.records()).contains("7 bob@example.org TAGGED");
        assertThat(world.rows(world.retrying(first.id()).plan())).contains("UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void aPlanThatIsNeverAppliedLosesNoChange() throws SQLException {
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        world.plan();

        assertThat(world.rows(world.at(SIX.plusMinutes(30)).plan())).hasSize(2);
    }

    @Test
    void aRowThatIsWrittenLateOrInTheRepeatedHourIsFound() throws SQLException {
        world.at(SIX.plusMinutes(59)).plan();
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(5)).at(SIX.plusMinutes(10));

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).hasSize(2);
    }

    @Test
    void anotherSyncSeesTheSameChange() throws SQLException {
        world.sync(2).running(2, 1).succeed();
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        world.running(1, 2).succeed();

        assertThat(world.rows(world.running(2, 1).plan())).hasSize(2);
    }

    @Test
    void nothingIsFollowedWhileTheSwitchIsOff() throws SQLException {
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .at(SIX.plusMinutes(15))
                .tracking(false);

        assertThat(world.rows(world.plan())).isEmpty();
    }

    @Test
    void addressChangesAreFollowedWhereTheSyncWantsIt() throws SQLException {
        world.address(5, "new@example.org", "")
                .run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE address = 'ann@example.com'");
        assertThat(world.rows(world.plan())).isEmpty();

        PlannedRun run = world.follow(true).plan();

        assertThat(world.rows(run))
                .containsExactly("UPDATE 5: 1 TAG new@example.org", "UPDATE 5: 2 UNTAG ann@example.com");
        assertThat(run.result().losing()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
        world.publish(run).settleAll(run, Outcome.DONE);
        assertThat(world.records())
                .containsExactly("5 ann@example.org TAGGED", "5 new@example.org TAGGED", "7 bob@example.org TAGGED");
        assertThat(world.rows(world.plan())).isEmpty();
    }

    @Test
    void aFormerAddressThatAnotherMemberHasKeepsItsTag() throws SQLException {
        world.address(7, "ann@example.com", "")
                .run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = 5 AND address = 'ann@example.com'");

        PlannedRun run = world.follow(true).plan();

        assertThat(world.rows(run))
                .containsExactly("UPDATE 5: 1 UNTAG ann@example.com KEPT SHARED 7", "UPDATE 7: 1 TAG ann@example.com");
        world.publish(run);
        assertThat(world.records())
                .containsExactly("5 ann@example.org TAGGED", "7 ann@example.com TAGGED", "7 bob@example.org TAGGED");
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whoLosesTheLastAddressWhileThePlanIsMadeKeepsItsTag(int moment) throws SQLException {
        var rows = planWhile(moment, "UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = 7");

        assertThat(rows).noneMatch(row -> row.contains("UNTAG bob@example.org"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void anAddressThatIsReplacedWhileThePlanIsMadeIsUntaggedOnlyBesideItsSuccessor(int moment) throws SQLException {
        var rows = planWhile(moment, "UPDATE dbo.T_EADDRESS SET address = 'rob@example.org' WHERE customer_no = 7");

        assertThat(rows.stream().anyMatch(row -> row.contains("UNTAG bob@example.org")))
                .isEqualTo(rows.stream().anyMatch(row -> row.contains(" TAG rob@example.org")));
    }

    private List<String> planWhile(int moment, String change) throws SQLException {
        world.audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .at(SIX.plusMinutes(15))
                .meanwhile(moment, change);
        PlannedRun run = world.follow(true).plan();
        assertThat(world.hasHappened()).isTrue();
        return world.rows(run);
    }

    private static IntStream moments() {
        return IntStream.range(0, 25);
    }

    @Test
    void aFullRunThatFollowsAddressesAlsoUntagsTheFormerOnes() throws SQLException {
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE address = 'ann@example.org'");

        PlannedRun run = world.follow(true).full(true).plan();

        assertThat(world.rows(run))
                .containsExactly(
                        "UPDATE 5: 1 TAG ann@example.com",
                        "UPDATE 5: 2 UNTAG ann@example.org",
                        "UPDATE 7: 1 TAG bob@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Inserted", "Updated", "Deleted", "DELETED", "updated"})
    void everyActionCountsInWhateverCase(String action) throws SQLException {
        world.audited(7, "T_CUSTOMER", action, SIX.plusMinutes(1)).at(SIX.plusMinutes(15));

        assertThat(world.rows(world.plan())).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void whichColumnChangedDoesNotMatter() throws SQLException {
        world.run("INSERT INTO dbo.TA_AUDIT_TRAIL (location, [date], [action], table_name, column_updated, customer_no)"
                        + " VALUES ('2026-11-24T06:01', '2026-11-24T06:01:00', 'Updated', 'T_CUSTOMER', 'lname', 5),"
                        + " ('2026-11-24T06:01', '2026-11-24T06:01:00', 'Updated', 'T_CUSTOMER', 'fname', 5),"
                        + " ('2026-11-24T06:01', '2026-11-24T06:01:00', 'DELETED', 'T_PHONE', NULL, 7)")
                .at(SIX.plusMinutes(15));

        assertThat(world.rows(world.plan()))
                .containsExactly(
                        "UPDATE 5: 1 UPDATE ann@example.org",
                        "UPDATE 5: 2 UPDATE ann@example.com",
                        "UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void bothSourcesTogetherAreOneChange() throws SQLException {
        world.audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .run("INSERT INTO dbo.TA_AUDIT_MEMBERSHIP ([date], [action], customer_no) VALUES ('"
                        + SIX.plusMinutes(1) + ":00', 'Updated', 7)")
                .at(SIX.plusMinutes(15));

        PlannedRun run = world.plan();

        assertThat(world.rows(run)).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
        assertThat(run.result().counts().changed()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Outcome.class,
            names = {"FAILED", "UNKNOWN", "CANCELLED"})
    void aReImportThatWasNotDoneIsDueAgainUntilItIs(Outcome outcome) throws SQLException {
        world.audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        PlannedRun first = world.plan();
        world.publish(first).settleAll(first, outcome);
        assertThat(world.due()).containsExactly(7);

        PlannedRun second = world.at(SIX.plusMinutes(30)).plan();

        assertThat(world.rows(second)).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
        world.publish(second).settleAll(second, Outcome.DONE);
        assertThat(world.due()).isEmpty();
        assertThat(world.rows(world.at(SIX.plusMinutes(45)).plan())).isEmpty();
    }

    @Test
    void aReImportThatIsHalfRefusedIsDueUntilTheOtherHalfIsDone() throws SQLException {
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        PlannedRun first = world.plan();
        world.publish(first)
                .settle(first, Outcome.REJECTED, "x.address_no = 1")
                .settle(first, Outcome.FAILED, "x.address_no = 2");
        assertThat(world.due()).containsExactly(5);

        PlannedRun second = world.at(SIX.plusMinutes(30)).plan();
        world.publish(second)
                .settle(second, Outcome.REJECTED, "x.address_no = 1")
                .settle(second, Outcome.DONE, "x.address_no = 2");

        assertThat(world.due()).isEmpty();
        assertThat(world.baseline()).containsExactly(5, 7);
    }

    @Test
    void aRunThatIsCancelledBeforeItPublishesLosesNoChange() throws SQLException {
        world.audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        PlannedRun cancelled = world.plan();
        world.startPublishing(cancelled);

        assertThat(world.cancelAfter(cancelled, cancelled.result().firstSequence()))
                .isEqualTo(1);

        assertThat(world.rows(world.at(SIX.plusMinutes(30)).plan()))
                .containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void theHourThatComesTwiceLosesNothingAndRepeatsNothing() throws SQLException {
        LocalDateTime one = World.TODAY.atTime(1, 0);
        world.at(one).plan();
        world.audited(5, "T_CUSTOMER", "Updated", one.plusMinutes(40)).at(one.plusMinutes(45));
        PlannedRun before = world.plan();
        assertThat(world.rows(before)).hasSize(2);
        world.publish(before).settleAll(before, Outcome.DONE);

        world.audited(7, "T_CUSTOMER", "Updated", one.plusMinutes(20)).at(one.plusMinutes(25));
        PlannedRun after = world.plan();

        assertThat(world.rows(after)).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
        world.publish(after).settleAll(after, Outcome.DONE);
        world.at(one.plusMinutes(50));
        assertThat(world.rows(world.plan())).isEmpty();
        world.audited(7, "T_CUSTOMER", "Updated", one.plusMinutes(55)).at(one.plusMinutes(58));
        assertThat(world.rows(world.plan())).containsExactly("UPDATE 7: 1 UPDATE bob@example.org");
    }

    @Test
    void changesBeforeASyncBeganAreNotSentAgain() throws SQLException {
        world.audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1)).at(SIX.plusMinutes(15));
        world.plan();
        world.sync(2).running(2).succeed();

        assertThat(world.rows(world.at(SIX.plusMinutes(30)).plan())).isEmpty();
    }

    @Test
    void aChangeOfSomebodyWhoIsNoMemberOrHasNoAddressIsNotSent() throws SQLException {
        world.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = 5")
                .audited(5, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .audited(7, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .audited(8, "T_CUSTOMER", "Updated", SIX.plusMinutes(1))
                .members(5)
                .at(SIX.plusMinutes(15));

        assertThat(world.rows(world.plan())).containsExactly("REMOVE 7: 1 UNTAG bob@example.org");
    }
}
