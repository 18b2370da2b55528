package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.platform.outbox.Outbox;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.jboss.logging.Logger;

/** Tells of runs in which nothing moves, once per silence. They are not ended. */
@ApplicationScoped
public class StalledRuns {
    private static final Logger LOG = Logger.getLogger(StalledRuns.class);
    private static final int BATCH = 100;

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final Outbox outbox;
    private final SchedulerConfig config;
    private final Clock clock;

    StalledRuns(DataSyncRepository syncs, RunRepository runs, Outbox outbox, SchedulerConfig config, Clock clock) {
        this.syncs = syncs;
        this.runs = runs;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
    }

    public List<UUID> untold() {
        return runs.untoldSince(limit(), BATCH);
    }

    /** One that moved in the meantime, or that another replica told of, is left alone. */
    @Transactional
    public void tell(UUID runId) {
        runs.syncOf(runId).flatMap(syncs::lock).ifPresent(sync -> {
            Run run = runs.byId(runId).orElseThrow();
            if (!runs.isSilentSince(run, limit())) {
                return;
            }
            run.stall(limit(), Moment.now(clock), RunLink.of(config, runId)).ifPresent(event -> {
                outbox.append(event, runId);
                LOG.warnf(
                        "Run without progress: runId=%s syncId=%d state=%s since=%s",
                        runId, sync.id(), run.state(), event.silentSince());
            });
        });
    }

    private Instant limit() {
        return clock.instant().minus(config.stalledAfter());
    }
}
