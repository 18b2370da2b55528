package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Constituents that Tessitura's audit says to have changed, through whole runs. */
class ChangedConstituentsTest {
    private static final int SYNC = 1;
    private static final int OTHER_SYNC = 2;

    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService();
        service.tables.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                + " VALUES (1, 'Impresario', 'P2DSTrackChanges', 'YES', 'N')");
        service.constituents(1, 12).members(1, 12);
        changed(3);
        service.firstRun(SYNC);
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @Test
    void whoChangedIsSentAgainOnce() throws SQLException {
        changed(5);
        changed(5);

        SyncRequested run = later(SYNC);

        assertThat(service.records(run)).singleElement().satisfies(record -> {
            assertThat(record).isInstanceOf(ConstituentChanged.class);
            assertThat(record.constituentNo()).isEqualTo(5);
            assertThat(record.addresses()).singleElement().satisfies(address -> assertThat(address.operation())
                    .isEqualTo(Operation.UPDATE));
        });
        service.settleAll(run, Outcome.DONE);
        assertThat(service.records(later(SYNC))).isEmpty();
    }

    @Test
    void whatFailedIsSentAgainByTheNextRun() throws SQLException {
        changed(5);
        service.settleAll(later(SYNC), Outcome.FAILED);

        assertThat(service.records(later(SYNC)))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(5);
    }

    @Test
    void aChangeBeforeARunThatFailsIsNotLost() throws SQLException {
        changed(5);
        service.generator = PlainService.failing("GENERATION_FAILED", false);
        assertThat(service.state(later(SYNC))).isEqualTo(RunState.FAILED);
        service.members(1, 12);

        assertThat(service.records(later(SYNC)))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(5);
    }

    @Test
    void aChangeThatAHeldRunFoundIsNotLostWhenItIsRejected() throws SQLException {
        changed(5);
        service.constituents(20, 20).members(20, 20);
        SyncRequested held = later(SYNC);
        assertThat(service.state(held)).isEqualTo(RunState.HELD);
        service.decide(Requests.decided(held, 1, Decision.REJECTED));
        service.work();
        service.members(1, 12);

        assertThat(service.records(later(SYNC)))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(5);
    }

    @Test
    void eachSyncFindsTheChangesItself() throws SQLException {
        service.firstRun(OTHER_SYNC);
        changed(5);

        SyncRequested run = later(SYNC);
        service.settleAll(run, Outcome.DONE);
        SyncRequested other = later(OTHER_SYNC);

        assertThat(service.records(run)).hasSize(1);
        assertThat(service.records(other)).hasSize(1);
    }

    @Test
    void nobodyIsSentAgainWhileTessituraDoesNotSayYes() throws SQLException {
        service.tables.run("UPDATE dbo.T_DEFAULTS SET default_value = 'NO'");
        changed(5);

        assertThat(service.records(later(SYNC))).isEmpty();
    }

    @Test
    void aSyncThatDoesNotRunForLongMissesNothingAndKeepsNoChanges() throws SQLException {
        service.firstRun(OTHER_SYNC);
        changed(5);
        changed(7);
        service.settleAll(later(SYNC), Outcome.DONE);
        daysPass(6);
        tidyAll();
        assertThat(service.rows("CHANGE")).isEqualTo(3);
        assertThat(service.rows("DUE")).isZero();

        daysPass(2);
        tidyAll();

        assertThat(service.rows("CHANGE")).isZero();
        assertThat(service.rows("DUE")).isEqualTo(2);
        changed(9);
        SyncRequested late = later(OTHER_SYNC);
        assertThat(service.records(late))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactlyInAnyOrder(5, 7, 9);
        service.settleAll(late, Outcome.DONE);
        assertThat(service.records(later(OTHER_SYNC))).isEmpty();
        assertThat(service.records(later(SYNC)))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(9);
    }

    @Test
    void aPauseOfManyChangesIsCaughtUpInSmallSteps() throws SQLException {
        service.firstRun(OTHER_SYNC);
        changed(5);
        service.settleAll(later(SYNC), Outcome.DONE);
        service.tables.run("INSERT INTO dbo.LT_P2_CHANGE (customer_no, source, changed_dt)"
                + " SELECT x, 'A', GETDATE() FROM SYSTEM_RANGE(100001, 110000)");
        changed(7);
        service.settleAll(later(SYNC), Outcome.DONE);
        daysPass(8);

        tidyAll();

        assertThat(service.rows("CHANGE")).isZero();
        assertThat(service.rows("DUE")).isEqualTo(2);
    }

    @Test
    void whatTheAuditWillBeReadAgainForIsKept() throws SQLException {
        service.close();
        service = new PlainService("changes.overlap", "P20D");
        service.tables.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                + " VALUES (1, 'Impresario', 'P2DSTrackChanges', 'YES', 'N')");
        service.constituents(1, 12).members(1, 12);
        service.firstRun(SYNC);
        changed(5);
        service.settleAll(later(SYNC), Outcome.DONE);

        daysPass(19);
        tidyAll();
        assertThat(service.rows("CHANGE")).isEqualTo(1);

        daysPass(2);
        tidyAll();
        assertThat(service.rows("CHANGE")).isZero();
    }

    @Test
    void aRunThatWaitsFindsTheChangesItself() throws SQLException {
        service.firstRun(OTHER_SYNC);
        changed(5);
        service.settleAll(later(SYNC), Outcome.DONE);
        SyncRequested waiting = Requests.run(OTHER_SYNC, PlainService.LIST);
        service.request(waiting);
        daysPass(8);

        tidyAll();

        assertThat(service.rows("DUE")).isZero();
        service.work();
        assertThat(service.records(waiting))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(5);
    }

    @Test
    void aDeletedSyncHoldsNothingBack() throws SQLException {
        service.firstRun(OTHER_SYNC);
        changed(5);
        service.settleAll(later(SYNC), Outcome.DONE);
        service.tables.run("UPDATE dbo.LT_P2_SYNC SET deleted_at = updated_at, purged_at = updated_at WHERE sync_id = "
                + OTHER_SYNC);

        daysPass(8);
        tidyAll();

        assertThat(service.rows("CHANGE")).isZero();
        assertThat(service.rows("DUE")).isZero();
    }

    /** All that was changed so far is so much older. */
    private void daysPass(int days) throws SQLException {
        service.tables.run("UPDATE dbo.LT_P2_CHANGE SET changed_dt = DATEADD(day, -" + days + ", changed_dt)");
        service.tables.run("UPDATE dbo.TA_AUDIT_TRAIL SET [date] = DATEADD(day, -" + days + ", [date])");
    }

    private void tidyAll() throws SQLException {
        service.clock.passes(Duration.ofHours(1));
        boolean more = true;
        for (int steps = 0; more; steps++) {
            assertThat(steps).isLessThan(100);
            long before = service.rows("CHANGE");
            more = service.tidy();
            assertThat(before - service.rows("CHANGE")).isLessThanOrEqualTo(4000);
        }
    }

    /** A run when the audit is to be read again. */
    private SyncRequested later(int syncId) {
        service.clock.passes(Duration.ofHours(1));
        return service.runs(syncId);
    }

    private void changed(int constituent) throws SQLException {
        service.tables.run(
                "INSERT INTO dbo.TA_AUDIT_TRAIL ([date], [action], table_name, customer_no) VALUES (GETDATE(),"
                        + " 'Updated', 'T_CUSTOMER', " + constituent + ")");
    }
}
