package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDateTime;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.World;
import org.datasync.delta.world.World.PlannedRun;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
