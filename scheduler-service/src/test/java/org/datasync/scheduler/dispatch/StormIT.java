package org.datasync.scheduler.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.createOn;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.switchTo;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.platform.outbox.Outbox;
import org.datasync.scheduler.TickGrid;
import org.datasync.scheduler.run.HeldRuns;
import org.datasync.scheduler.run.Run;
import org.datasync.scheduler.run.RunCompletion;
import org.datasync.scheduler.run.RunEnding;
import org.datasync.scheduler.run.RunIntake;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.run.StalledRuns;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.datasync.scheduler.testing.OutboxRows;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.junit.jupiter.api.Test;

/**
 * Three replicas of the dispatcher, beside the one of the application, against one database. At every tick up to two of
 * them die: before a transaction, in it, or after it and before the next one.
 */
@QuarkusTest
@SchedulerTest
class StormIT {
    private static final TickGrid GRID = new TickGrid(Duration.ofMinutes(5));
    private static final int TICKS = 200;
    private static final int REPLICAS = 3;

    @Inject
    TestClock testClock;

    @Inject
    Clock clock;

    @Inject
    DataSyncRepository syncs;

    @Inject
    RunRepository runs;

    @Inject
    RunIntake intake;

    @Inject
    RunEnding ending;

    @Inject
    RunCompletion completion;

    @Inject
    Outbox outbox;

    @Inject
    OutboxRows published;

    @Inject
    HeldRuns heldRuns;

    @Inject
    StalledRuns stalledRuns;

    @Test
    void everyDueSlotHasExactlyOneRunWhoeverDies() throws Exception {
        Instant start = testClock.now().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        testClock.moveTo(start);
        List<Integer> ids = new ArrayList<>();
        for (int every : List.of(15, 20, 25)) {
            ids.add(createOn(definition(
                    "schedule",
                    Map.of("frequency", "MULTI_DAILY", "startAt", "00:00", "everyMinutes", every, "zone", "UTC"))));
        }
        List<List<Instant>> expected = ids.stream()
                .map(id -> slots(id, start, start.plus(GRID.tick().multipliedBy(TICKS))))
                .toList();

        Random random = new Random(20261124);
        ExecutorService threads = Executors.newFixedThreadPool(REPLICAS);
        try {
            for (int i = 1; i <= TICKS; i++) {
                Instant tick = start.plus(GRID.tick().multipliedBy(i));
                testClock.moveTo(tick);
                tickTogether(threads, tick, random);
                ids.forEach(completion::endAllOf);
            }
        } finally {
            threads.shutdownNow();
        }

        for (int i = 0; i < ids.size(); i++) {
            int id = ids.get(i);
            List<Run> log = QuarkusTransaction.requiringNew()
                    .call(() -> runs.list("syncId = ?1 and startedAt is not null order by dueAt", id));
            assertThat(log).extracting(Run::dueAt).isEqualTo(expected.get(i));
            assertThat(log).allSatisfy(run -> assertThat(published.of(run.id().toString(), SyncRequested.TOPIC))
                    .hasSize(1));
            switchTo(id, "OFF");
        }
    }

    private List<Instant> slots(int syncId, Instant after, Instant until) {
        var schedule = QuarkusTransaction.requiringNew()
                .call(() -> syncs.findById(syncId).schedule());
        return Stream.iterate(schedule.nextAfter(after), slot -> !slot.isAfter(until), schedule::nextAfter)
                .toList();
    }

    /** One of the replicas lives through the tick; nobody knows which. */
    private void tickTogether(ExecutorService threads, Instant tick, Random random) throws Exception {
        int survivor = random.nextInt(REPLICAS);
        List<Future<?>> ticks = new ArrayList<>();
        for (int replica = 0; replica < REPLICAS; replica++) {
            int stepsToLive = replica == survivor ? Integer.MAX_VALUE : random.nextInt(12);
            var dispatcher = new Dispatcher(syncs, runs, new Mortal(stepsToLive), heldRuns, stalledRuns, GRID);
            ticks.add(threads.submit(() -> {
                dispatcher.tick(tick);
                return null;
            }));
        }
        for (int replica = 0; replica < REPLICAS; replica++) {
            try {
                ticks.get(replica).get();
            } catch (ExecutionException e) {
                if (replica == survivor) {
                    // It waited for a lock for too long. As the loop above it would, it repeats the tick.
                    new Dispatcher(syncs, runs, new Mortal(Integer.MAX_VALUE), heldRuns, stalledRuns, GRID).tick(tick);
                }
            }
        }
    }

    /** Dies after so many steps; each transaction has one before it, one before its end and one after it. */
    private final class Mortal extends DueRuns {
        private int stepsToLive;

        Mortal(int stepsToLive) {
            super(syncs, runs, intake, ending, outbox, clock);
            this.stepsToLive = stepsToLive;
        }

        @Override
        void take(DataSyncRepository.Due due, Instant tick, Instant startsAt) {
            step(() -> super.take(due, tick, startsAt));
        }

        @Override
        void pass(DataSyncRepository.Due due, Instant tick) {
            step(() -> super.pass(due, tick));
        }

        @Override
        void start(RunRepository.Startable startable) {
            step(() -> super.start(startable));
        }

        private void step(Runnable work) {
            live();
            QuarkusTransaction.requiringNew().run(() -> {
                work.run();
                live();
            });
            live();
        }

        private void live() {
            if (stepsToLive-- <= 0) {
                throw new IllegalStateException("killed");
            }
        }
    }
}
