package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.platform.outbox.Outbox;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.audit.AuditLog;
import org.datasync.scheduler.audit.AuditLog.Action;
import org.datasync.scheduler.contention.Repeated;
import org.datasync.scheduler.run.Run.State;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.datasync.scheduler.sync.QueuedRuns;
import org.datasync.scheduler.sync.QueuedRuns.Withdrawal;

/** What people, and the time limit of held runs, decide about a run. */
@ApplicationScoped
@Repeated
class RunCommands implements QueuedRuns {
    static final String SYSTEM = "system";

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final RunEnding ending;
    private final Outbox outbox;
    private final AuditLog audit;
    private final Clock clock;

    RunCommands(
            DataSyncRepository syncs,
            RunRepository runs,
            RunEnding ending,
            Outbox outbox,
            AuditLog audit,
            Clock clock) {
        this.syncs = syncs;
        this.runs = runs;
        this.ending = ending;
        this.outbox = outbox;
        this.audit = audit;
        this.clock = clock;
    }

    /** A queued run ends at once, a running one when everything published is settled. */
    @Transactional
    public Run cancel(UUID runId, String by) {
        Locked locked = lock(runId);
        Run run = locked.run;
        Instant now = Moment.now(clock);
        if (run.state() == State.QUEUED) {
            run.cancelQueued(Reason.CANCELLED, "Cancelled before its start", now);
            ending.ended(locked.sync, run);
        } else {
            outbox.append(run.cancel(by, now), runId);
        }
        audit.add(by, Action.RUN_CANCELLED, run.syncId(), runId, null);
        return run;
    }

    @Transactional
    public Run approve(UUID runId, String by) {
        return decide(runId, by, Action.RUN_APPROVED, (run, now) -> run.approve(by, now));
    }

    @Transactional
    public Run reject(UUID runId, String by) {
        return decide(runId, by, Action.RUN_REJECTED, (run, now) -> run.reject(Reason.REJECTED, by, now));
    }

    /** A held run that nobody decided about. One that was decided in the meantime is left alone. */
    @Transactional
    public void expire(UUID runId) {
        Locked locked = lock(runId);
        Instant now = Moment.now(clock);
        if (locked.run.state() == State.HELD
                && locked.run.heldUntil().filter(until -> !until.isAfter(now)).isPresent()) {
            outbox.append(locked.run.reject(Reason.NOT_DECIDED, SYSTEM, now), runId);
            audit.add(SYSTEM, Action.RUN_REJECTED, locked.run.syncId(), runId, Reason.NOT_DECIDED);
        }
    }

    /** For a run that hangs because a topic lost records: everything of it is published again. */
    @Transactional
    public Run repair(UUID runId, String by) {
        Run run = decide(runId, by, Action.RUN_REPAIRED, (found, now) -> found.repair(by, now));
        outbox.republish(runId, SyncRequested.TOPIC);
        outbox.republish(runId, RunDecided.TOPIC);
        return run;
    }

    private Run decide(UUID runId, String by, Action action, BiFunction<Run, Instant, RunDecided> decision) {
        Run run = lock(runId).run;
        outbox.append(decision.apply(run, Moment.now(clock)), runId);
        audit.add(by, action, run.syncId(), runId, null);
        return run;
    }

    @Override
    public void withdrawScheduled(DataSync sync, Withdrawal why) {
        sync.activeRunNo()
                .map(runs::findById)
                .filter(run -> run.state() == State.QUEUED && run.trigger() == Trigger.SCHEDULED)
                .ifPresent(run -> {
                    run.cancelQueued(why.name(), why.sentence(), Moment.now(clock));
                    ending.ended(sync, run);
                });
    }

    @Override
    public boolean beingDeleted(DataSync sync) {
        return sync.activeRunNo()
                .map(runs::findById)
                .filter(run -> run.trigger() == Trigger.DELETION)
                .isPresent();
    }

    private Locked lock(UUID runId) {
        int syncId = runs.syncOf(runId).orElseThrow(() -> ProblemException.notFound("there is no such run"));
        DataSync sync = syncs.lock(syncId).orElseThrow();
        return new Locked(sync, runs.byId(runId).orElseThrow());
    }

    private record Locked(DataSync sync, Run run) {}
}
