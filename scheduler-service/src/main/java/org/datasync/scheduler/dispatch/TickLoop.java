package org.datasync.scheduler.dispatch;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.datasync.platform.work.WorkLoop;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.TickGrid;
import org.datasync.scheduler.run.HeldRuns;
import org.datasync.scheduler.run.RunMeters;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.run.StalledRuns;
import org.datasync.scheduler.sync.DataSyncRepository;

/** Watches the clock and dispatches once per tick of the grid. */
@ApplicationScoped
class TickLoop {
    private static final Duration LONGEST_LOOK = Duration.ofMillis(500);

    private final Dispatcher dispatcher;
    private final TickGrid grid;
    private final Clock clock;
    private final RunMeters runMeters;
    private final MeterRegistry meters;
    private Instant lastTick = Instant.MIN;
    private WorkLoop loop;

    TickLoop(
            SchedulerConfig config,
            DataSyncRepository syncs,
            RunRepository runs,
            DueRuns dueRuns,
            HeldRuns heldRuns,
            StalledRuns stalledRuns,
            Clock clock,
            RunMeters runMeters,
            MeterRegistry meters) {
        this.grid = new TickGrid(config.tick());
        this.dispatcher = new Dispatcher(syncs, runs, dueRuns, heldRuns, stalledRuns, grid);
        this.clock = clock;
        this.runMeters = runMeters;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        Duration fifth = grid.tick().dividedBy(5);
        Duration look = fifth.compareTo(LONGEST_LOOK) < 0 ? fifth : LONGEST_LOOK;
        loop = new WorkLoop("dispatch", look, meters, this::look).start();
    }

    void onStop(@Observes ShutdownEvent event) {
        loop.close();
    }

    private boolean look() throws SQLException {
        Instant tick = grid.floor(clock.instant());
        if (!tick.equals(lastTick)) {
            dispatcher.tick(tick);
            lastTick = tick;
            runMeters.count();
        }
        return false;
    }
}
