package org.datasync.scheduler.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.run.Run.State;
import org.jboss.logging.Logger;

/** Gauges of active and stalled runs, counted once per tick. */
@ApplicationScoped
public class RunMeters {
    private static final Logger LOG = Logger.getLogger(RunMeters.class);

    private static final int MOST = 10_000;

    private final DataSource dataSource;
    private final RunRepository runs;
    private final SchedulerConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<State, AtomicLong> active = new EnumMap<>(State.class);
    private final AtomicLong stalled = new AtomicLong();

    RunMeters(DataSource dataSource, RunRepository runs, SchedulerConfig config, Clock clock, MeterRegistry meters) {
        this.dataSource = dataSource;
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

    /** By JDBC: the dialect counts with a function that the embedded database does not have. */
    public void count() throws SQLException {
        Map<State, Long> counts = new EnumMap<>(State.class);
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT state, COUNT(*) FROM scheduler.run"
                        + " WHERE state IN ('QUEUED', 'COMPUTING', 'HELD', 'APPLYING', 'CANCELLING') GROUP BY state");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                counts.put(State.valueOf(result.getString(1)), result.getLong(2));
            }
        }
        active.forEach((state, count) -> count.set(counts.getOrDefault(state, 0L)));
        Instant limit = clock.instant().minus(config.stalledAfter());
        int silent = runs.silentSince(limit, MOST).size();
        if (silent > stalled.getAndSet(silent)) {
            LOG.errorf("Runs without progress: count=%d since=%s", silent, config.stalledAfter());
        }
    }
}
