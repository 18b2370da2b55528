package org.datasync.scheduler.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.run.Run.State;
import org.jboss.logging.Logger;

/** Gauges of active and stalled runs, counted once per tick. */
@ApplicationScoped
public class RunMeters {
    private static final Logger LOG = Logger.getLogger(RunMeters.class);

    private final RunRepository runs;
    private final SchedulerConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<State, AtomicLong> active = new EnumMap<>(State.class);
    private final AtomicLong stalled = new AtomicLong();

    RunMeters(RunRepository runs, SchedulerConfig config, Clock clock, MeterRegistry meters) {
        this.runs = runs;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        for (State state : State.ACTIVE) {
            AtomicLong count = new AtomicLong();
            active.put(state, count);
            Gauge.builder("datasync.run.active", count, AtomicLong::get)
                    .tag("state", state.name())
                    .register(meters);
        }
        Gauge.builder("datasync.run.stalled", stalled, AtomicLong::get).register(meters);
    }

    public void count() {
        active.values().forEach(count -> count.set(0));
        runs.countActive().forEach((state, count) -> active.get(state).set(count));
        long silent = runs.countSilentSince(clock.instant().minus(config.stalledAfter()));
        if (silent > stalled.getAndSet(silent)) {
            LOG.errorf("Runs without progress: count=%d since=%s", silent, config.stalledAfter());
        }
    }
}
