package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.ListGenerator;
import org.datasync.delta.world.Requests;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GenerationTest {
    private static final int SYNC = 1;
    private static final int OTHER_LIST = 102;
    private static final Duration QUIET = Duration.ofMinutes(10);

    private final AtomicInteger generations = new AtomicInteger();
    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService("attempts", "2");
        service.constituents(1, 12).members(1, 12).firstRun(SYNC);
        service.told.clear();
        service.published.clear();
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "GENERATION_FAILED, false",
        "GENERATION_FORBIDDEN, false",
        "GENERATION_TIMED_OUT, true",
        "GENERATION_INTERRUPTED, true"
    })
    void aListThatIsNotGeneratedFailsTheRunAndRemovesNothing(String code, boolean mayGoOn) throws SQLException {
        service.generator = counting(PlainService.failing(code, mayGoOn));

        SyncRequested run = service.runs(SYNC);

        failedWith(run, code);
        assertThat(generations).hasValue(1);
    }

    @Test
    void aListWithFewerMembersThanReportedIsGeneratedThreeTimesAndRemovesNothing() throws SQLException {
        service.generator = counting(listNo -> {
            service.fill(listNo, 1, 3);
            return OptionalLong.of(12);
        });

        SyncRequested run = service.runs(SYNC);

        DeltaComputed failed = failedWith(run, "GENERATION_UNSTABLE");
        assertThat(failed.detail()).contains("reported 12, copied 3");
        assertThat(generations).hasValue(3);
    }

    @Test
    void aListThatShrinksWhileItIsReadRemovesNothing() throws SQLException {
        service.tables.run(
                "CREATE TRIGGER dbo.shrink AFTER INSERT ON dbo.LT_P2_RUN_MEMBER CALL '" + Shrink.class.getName() + "'");

        SyncRequested run = service.runs(SYNC);

        DeltaComputed failed = failedWith(run, "GENERATION_UNSTABLE");
        assertThat(failed.detail()).contains("reported 12, copied 12, counted 11");
    }

    @Test
    void aListThatIsWholeAtTheSecondTimeIsTaken() {
        service.generator = counting(listNo -> {
            service.fill(listNo, 1, generations.get() == 1 ? 3 : 11);
            return OptionalLong.of(11);
        });

        SyncRequested run = service.runs(SYNC);

        assertThat(generations).hasValue(2);
        assertThat(service.records(run)).hasSize(1);
    }

    @Test
    void whereGenerationReportsNoCountTheCountOfTheListDecides() throws SQLException {
        service.generator = listNo -> {
            service.fill(listNo, 1, 3);
            return OptionalLong.empty();
        };
        failedWith(service.runs(SYNC), "GENERATION_UNSTABLE");

        service.tables.run("UPDATE dbo.T_LIST SET num_members = 3 WHERE list_no = " + PlainService.LIST);
        service.runs(2);

        assertThat(service.told.get(1).counts().members()).isEqualTo(3);
    }

    @Test
    void customerZeroIsNoMember() throws SQLException {
        service.generator = listNo -> {
            service.fill(listNo, 0, 12);
            return OptionalLong.of(13);
        };

        service.runs(SYNC);

        assertThat(service.told.get(0).counts().members()).isEqualTo(12);
    }

    @Test
    void aListWhoseGenerationMayGoOnIsLeftAloneAlsoAfterARestart() {
        service.generator = PlainService.failing("GENERATION_TIMED_OUT", true);
        service.runs(SYNC);
        service.generator = counting(listNo -> OptionalLong.of(12));
        service.restart();

        SyncRequested run = service.runs(SYNC);
        assertThat(service.state(run)).isEqualTo(RunState.GENERATING);
        service.clock.passes(QUIET.minusSeconds(1));
        service.work();
        assertThat(generations).hasValue(0);
        service.clock.passes(Duration.ofSeconds(1));
        service.work();

        assertThat(generations).hasValue(1);
        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
    }

    @Test
    void aListWhoseGenerationIsOverMayBeGeneratedAtOnce() {
        service.generator = PlainService.failing("GENERATION_FAILED", false);
        service.runs(SYNC);
        service.members(1, 12);

        assertThat(service.state(service.runs(SYNC))).isEqualTo(RunState.SETTLED);
    }

    @Test
    void oneAtATimeIsGeneratedPerListAcrossReplicas() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        service.generator = counting(listNo -> {
            if (listNo == PlainService.LIST && generations.get() == 1) {
                started.countDown();
                await(release);
            }
            service.fill(listNo, 1, 2);
            return OptionalLong.of(2);
        });
        ListCopy replica = service.replica();
        ExecutorService first = Executors.newSingleThreadExecutor();
        try {
            Future<?> copying = first.submit(() -> service.copies().take(-1, PlainService.LIST));
            assertThat(started.await(1, TimeUnit.MINUTES)).isTrue();

            assertThat(service.copies().take(-2, PlainService.LIST)).isPresent();
            assertThat(replica.take(-3, PlainService.LIST)).isPresent();
            assertThat(generations).hasValue(1);
            assertThat(replica.take(-3, OTHER_LIST)).isEmpty();

            release.countDown();
            copying.get(1, TimeUnit.MINUTES);
            assertThat(replica.take(-3, PlainService.LIST)).isEmpty();
        } finally {
            release.countDown();
            first.shutdownNow();
        }
        assertThat(service.tables.query("SELECT COUNT(*) FROM dbo.LT_P2_RUN_MEMBER WHERE run_no = -1"))
                .isEqualTo("2");
    }

    @Test
    void theListIsLeftAloneFromTheMomentTheLockIsGivenBack() {
        service.generator = PlainService.failing("GENERATION_TIMED_OUT", true);
        var other = new ListLocks(service.tables.database());

        GenerationException failure = catchThrowableOfType(
                GenerationException.class, () -> service.copies().take(-1, PlainService.LIST));

        assertThat(failure).isNotNull();
        try (ListLocks.ListLock lock = other.take(PlainService.LIST).orElseThrow()) {
            assertThat(lock.quietUntil()).isCloseTo(service.clock.instant().plus(QUIET), within(1, ChronoUnit.MILLIS));
        }
    }

    @Test
    void aGenerationThatOutlivesADeadServiceIsWaitedFor() {
        service.generationsOutlive = true;
        SyncRequested run = killedWhileItGenerates();
        service.generator = counting(listNo -> OptionalLong.of(12));

        service.work();
        assertThat(generations).hasValue(0);
        service.clock.passes(Duration.ofMinutes(10));
        service.work();

        assertThat(generations).hasValue(1);
        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
        assertThat(service.state(service.runs(SYNC))).isEqualTo(RunState.SETTLED);
    }

    @Test
    void aGenerationThatDiesWithTheServiceIsNotWaitedFor() {
        SyncRequested run = killedWhileItGenerates();
        service.generator = counting(listNo -> OptionalLong.of(12));

        service.work();

        assertThat(generations).hasValue(1);
        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
    }

    @Test
    void aGenerationThatEndsLeavesNothingToWaitForHoweverItEnds() {
        service.generationsOutlive = true;
        service.generator = PlainService.failing("GENERATION_FAILED", false);
        service.runs(SYNC);
        service.members(1, 12);

        assertThat(service.state(service.runs(SYNC))).isEqualTo(RunState.SETTLED);
        assertThat(service.state(service.runs(SYNC))).isEqualTo(RunState.SETTLED);
    }

    private SyncRequested killedWhileItGenerates() {
        service.generator = listNo -> {
            throw new PlainService.Killed();
        };
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        service.request(run);
        assertThat(catchThrowable(service::work)).isInstanceOf(PlainService.Killed.class);
        service.restart();
        return run;
    }

    @Test
    void waitingForAListIsNoAttempt() {
        var other = new ListLocks(service.tables.database());
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        try (ListLocks.ListLock lock = other.take(PlainService.LIST).orElseThrow()) {
            assertThat(lock).isNotNull();
            service.request(run);
            service.work();
            service.clock.passes(Duration.ofSeconds(1));
            service.work();
        }
        ListGenerator working = service.generator;
        service.generator = counting(listNo -> {
            if (generations.get() == 1) {
                throw new IllegalStateException("the database is away for a moment");
            }
            return working.generate(listNo);
        });

        service.clock.passes(Duration.ofMinutes(1));
        service.work();
        service.clock.passes(Duration.ofMinutes(1));
        service.work();

        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
    }

    @Test
    void aPlanThatTheDatabaseRefusesAgainAndAgainFailsTheRun() throws SQLException {
        service.generator = listNo -> {
            throw new IllegalStateException("the database is away");
        };
        SyncRequested run = service.runs(SYNC);
        assertThat(service.state(run)).isEqualTo(RunState.GENERATING);

        service.clock.passes(Duration.ofMinutes(1));
        service.work();

        failedWith(run, "PLAN_FAILED");
    }

    private DeltaComputed failedWith(SyncRequested run, String code) throws SQLException {
        assertThat(service.told).hasSize(1);
        DeltaComputed failed = service.told.get(0);
        assertThat(failed.runId()).isEqualTo(run.runId());
        assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(failed.reason()).isEqualTo(code);
        assertThat(failed.detail()).isNotBlank();
        assertThat(service.published).isEmpty();
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(12);
        assertThat(service.rows("ADDRESS")).isEqualTo(12);
        return failed;
    }

    private ListGenerator counting(ListGenerator generator) {
        return listNo -> {
            generations.incrementAndGet();
            return generator.generate(listNo);
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes the first member out of the list once the members are copied. */
    public static final class Shrink implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM dbo.T_LIST_CONTENTS WHERE customer_no = 1");
            }
        }
    }
}
