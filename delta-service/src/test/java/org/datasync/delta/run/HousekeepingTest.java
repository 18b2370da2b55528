package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private static final int SYNC = 1;
    private static final int STEP = 4_000;
    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService();
        service.constituents(1, 12).members(1, 12);
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @Test
    void theCopyOfTheListGoesWhenItIsNotNeededAnyMore() throws SQLException {
        service.firstRun(SYNC);

        tidyAll();

        assertThat(service.rows("RUN_MEMBER")).isZero();
        assertThat(service.rows("PLAN")).isEqualTo(12);
    }

    @Test
    void plansGoAfterThirtyDaysAndRunsAfterNinety() throws SQLException {
        SyncRequested run = service.runs(SYNC);
        service.settleAll(run, Outcome.DONE);
        tidyAll();

        service.clock.passes(Duration.ofDays(30).minusMinutes(1));
        tidyAll();
        assertThat(service.rows("PLAN")).isEqualTo(12);
        assertThat(service.rows("PLAN_ADDRESS")).isEqualTo(12);

        service.clock.passes(Duration.ofMinutes(2));
        tidyAll();
        assertThat(service.rows("PLAN")).isZero();
        assertThat(service.rows("PLAN_ADDRESS")).isZero();
        assertThat(service.rows("RUN")).isEqualTo(1);
        assertThat(service.rows("SETTLEMENT")).isEqualTo(1);

        service.clock.passes(Duration.ofDays(59));
        tidyAll();
        assertThat(service.rows("RUN")).isEqualTo(1);

        service.clock.passes(Duration.ofDays(2));
        tidyAll();
        assertThat(service.rows("RUN")).isZero();
        assertThat(service.rows("SETTLEMENT")).isZero();
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(12);
        assertThat(service.rows("ADDRESS")).isEqualTo(12);
    }

    @Test
    void aFailedOrCancelledRunIsForgottenAsWell() throws SQLException {
        service.firstRun(SYNC);
        service.members(5, 4);
        SyncRequested held = service.runs(SYNC);
        service.decide(Requests.decided(held, 1, Decision.REJECTED));
        service.generator = PlainService.failing("GENERATION_FAILED", false);
        service.work();
        SyncRequested failed = service.runs(SYNC);
        assertThat(service.state(failed)).isEqualTo(RunState.FAILED);
        tidyAll();

        service.clock.passes(Duration.ofDays(31));
        tidyAll();

        assertThat(service.rows("PLAN")).isZero();
        assertThat(service.rows("RUN")).isEqualTo(3);
    }

    @Test
    void nothingGoesThatARunStillNeeds() throws SQLException {
        service.firstRun(SYNC);
        service.members(5, 4);
        SyncRequested held = service.runs(SYNC);
        assertThat(service.state(held)).isEqualTo(RunState.HELD);
        service.members(1, 3);
        SyncRequested settling = service.runs(2);
        assertThat(service.state(settling)).isEqualTo(RunState.SETTLING);
        tidyAll();

        service.clock.passes(Duration.ofDays(400));
        tidyAll();

        assertThat(planOf(held)).isEqualTo("12");
        assertThat(planOf(settling)).isEqualTo("3");
        assertThat(service.rows("RUN")).isEqualTo(2);
        service.settleAll(settling, Outcome.DONE);
        assertThat(service.state(settling)).isEqualTo(RunState.SETTLED);
    }

    @Test
    void oneStepIsSmallHoweverLargeTheRunIs() throws SQLException {
        service.firstRun(SYNC);
        tidyAll();
        long run = Long.parseLong(service.tables.query("SELECT MAX(run_no) FROM dbo.LT_P2_RUN"));
        service.tables.run("INSERT INTO dbo.LT_P2_PLAN (run_no, customer_no, change, reasons) SELECT " + run
                + ", x, 'ADD', '' FROM SYSTEM_RANGE(1001, 10000)");
        service.tables.run(
                "INSERT INTO dbo.LT_P2_PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)"
                        + " SELECT sequence, 2, run_no, 'TAG', 'x@example.org', 'x@example.org' FROM dbo.LT_P2_PLAN");
        service.clock.passes(Duration.ofDays(31));
        long before = service.rows("PLAN");

        assertThat(service.tidy()).isTrue();

        assertThat(before - service.rows("PLAN")).isEqualTo(STEP);
        tidyAll();
        assertThat(service.rows("PLAN")).isZero();
        assertThat(service.rows("PLAN_ADDRESS")).isZero();
    }

    @Test
    void theCopyOfALargeListGoesInSmallStepsToo() throws SQLException {
        service.firstRun(SYNC);
        long run = Long.parseLong(service.tables.query("SELECT MAX(run_no) FROM dbo.LT_P2_RUN"));
        service.tables.run("INSERT INTO dbo.LT_P2_RUN_MEMBER (run_no, customer_no) SELECT " + run
                + ", x FROM SYSTEM_RANGE(1001, 10000)");
        long before = service.rows("RUN_MEMBER");

        service.tidy();

        assertThat(before - service.rows("RUN_MEMBER")).isEqualTo(STEP);
    }

    @Test
    void recordsWhoseRunNeverCameGoAfterNinetyDays() throws SQLException {
        SyncRequested never = Requests.run(SYNC, PlainService.LIST);
        service.decide(Requests.decided(never, 1, Decision.APPROVED));

        service.clock.passes(Duration.ofDays(89));
        tidyAll();
        assertThat(service.rows("EARLY")).isEqualTo(1);

        service.clock.passes(Duration.ofDays(2));
        tidyAll();
        assertThat(service.rows("EARLY")).isZero();
    }

    private String planOf(SyncRequested run) throws SQLException {
        return service.tables.query("SELECT COUNT(*) FROM dbo.LT_P2_PLAN WHERE run_no = "
                + service.find(run.runId()).runNo());
    }

    private void tidyAll() {
        int steps = 0;
        while (service.tidy()) {
            steps++;
            assertThat(steps).isLessThan(1000);
        }
    }
}
