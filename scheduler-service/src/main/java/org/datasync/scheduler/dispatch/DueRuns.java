package org.datasync.scheduler.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.platform.outbox.Outbox;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.run.Reason;
import org.datasync.scheduler.run.Run;
import org.datasync.scheduler.run.RunEnding;
import org.datasync.scheduler.run.RunIntake;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.jboss.logging.Logger;

/** The steps of a tick for one sync, each a transaction that several replicas may try: one of them does it. */
@ApplicationScoped
class DueRuns {
    private static final Logger LOG = Logger.getLogger(DueRuns.class);

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final RunIntake intake;
    private final RunEnding ending;
    private final Outbox outbox;
    private final Clock clock;

    DueRuns(
            DataSyncRepository syncs,
            RunRepository runs,
            RunIntake intake,
            RunEnding ending,
            Outbox outbox,
            Clock clock) {
        this.syncs = syncs;
        this.runs = runs;
        this.intake = intake;
        this.ending = ending;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Takes a due time: queues its run, or counts it as skipped if a run is active when it has come. Due times missed
     * up to the tick go with it.
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void take(DataSyncRepository.Due due, Instant tick, Instant startsAt) {
        syncs.lockDue(due.syncId(), due.at()).ifPresent(sync -> {
            Optional<Run> active = sync.activeRunNo().map(runs::findById);
            if (active.isPresent()) {
                if (!due.at().isAfter(tick)) {
                    skip(sync, active.get(), due.at());
                    sync.due(tick);
                }
                return;
            }
            Run run = Run.scheduled(sync.id(), sync.definition(), due.at(), startsAt, Moment.now(clock));
            runs.persistAndFlush(run);
            sync.runQueued(run.no());
            sync.due(tick);
            LOG.infof("Run queued: runId=%s syncId=%d dueAt=%s startsAt=%s", run.id(), sync.id(), due.at(), startsAt);
        });
    }

    private void skip(DataSync sync, Run active, Instant dueAt) {
        Instant now = Moment.now(clock);
        runs.skippedBy(active.no())
                .ifPresentOrElse(
                        skipped -> skipped.skipAgain(dueAt, now),
                        () -> runs.persistAndFlush(Run.skipped(active, sync.definition(), dueAt, now)));
        LOG.infof("Due time skipped, run is active: runId=%s syncId=%d dueAt=%s", active.id(), sync.id(), dueAt);
    }

    /** The due time is taken already: a run of it exists. Goes on to the next one. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void pass(DataSyncRepository.Due due, Instant tick) {
        syncs.lockDue(due.syncId(), due.at()).ifPresent(sync -> sync.due(tick));
    }

    /** Starts a queued run: copies the definition and asks delta-service for the plan, in one transaction. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void start(RunRepository.Startable startable) {
        DataSync sync = syncs.lock(startable.syncId()).orElseThrow();
        Run run = runs.findById(startable.runNo());
        if (run.state() != Run.State.QUEUED) {
            return;
        }
        Instant now = Moment.now(clock);
        if (sync.deleted()) {
            run.cancelQueued(Reason.CANCELLED, "The sync was deleted", now);
            ending.ended(sync, run);
            return;
        }
        run.start(sync.definition(), !sync.succeededBefore(), now);
        sync.runStarted();
        outbox.append(
                new SyncRequested(
                        run.id(),
                        sync.id(),
                        run.trigger(),
                        run.mode(),
                        run.dueAt(),
                        now,
                        run.definition(),
                        syncs.othersOnWithTag(sync.id(), sync.definition().tag().id()),
                        run.firstRun(),
                        run.parentRunId().orElse(null)),
                run.id());
        LOG.infof("Run started: runId=%s syncId=%d trigger=%s mode=%s", run.id(), sync.id(), run.trigger(), run.mode());
        intake.acceptEarly(run.id());
    }
}
