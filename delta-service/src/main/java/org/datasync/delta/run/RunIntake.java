package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.delta.database.Database;
import org.datasync.platform.events.InvalidEventException;
import org.jboss.logging.Logger;

/** Takes requested runs in. A run is recorded once, however often its request comes. */
@ApplicationScoped
class RunIntake {
    private static final Logger LOG = Logger.getLogger(RunIntake.class);

    private final Database database;
    private final RunStore runs;
    private final SyncStore syncs;
    private final EarlyRecords early;
    private final Decisions decisions;
    private final WorkSignal signal;

    RunIntake(
            Database database,
            RunStore runs,
            SyncStore syncs,
            EarlyRecords early,
            Decisions decisions,
            WorkSignal signal) {
        this.database = database;
        this.runs = runs;
        this.syncs = syncs;
        this.early = early;
        this.decisions = decisions;
        this.signal = signal;
    }

    @Transactional
    void accept(SyncRequested event) {
        if (event.mode() == Mode.UNKNOWN
                || event.trigger() == Trigger.UNKNOWN
                || event.definition().jobType() == JobType.UNKNOWN) {
            throw new InvalidEventException("mode, trigger or job type of run %s is unknown".formatted(event.runId()));
        }
        database.call(connection -> take(connection, event));
        signal.afterCommit();
    }

    private Void take(Connection connection, SyncRequested event) throws SQLException {
        if (runs.find(connection, event.runId()).isPresent()) {
            LOG.infof("Run is known: runId=%s", event.runId());
            return null;
        }
        if (early.isTooOld(event, event.requestedAt())) {
            return null;
        }
        if (!syncs.uses(connection, event)) {
            LOG.infof("Run refused, its sync is deleted: runId=%s syncId=%d", event.runId(), event.syncId());
            return null;
        }
        runs.insert(connection, event);
        for (RunDecided decision : early.take(connection, event.runId(), "run-decided", RunDecided.class)) {
            decisions.apply(connection, runs.find(connection, event.runId()).orElseThrow(), decision);
        }
        LOG.infof(
                "Run requested: runId=%s syncId=%d listNo=%d trigger=%s mode=%s",
                event.runId(), event.syncId(), event.definition().listNo(), event.trigger(), event.mode());
        return null;
    }
}
