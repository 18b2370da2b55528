package org.datasync.scheduler.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.platform.events.InvalidEventException;
import org.datasync.platform.outbox.Outbox;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.run.Run.State;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.jboss.logging.Logger;

/**
 * Takes in what delta-service and the connector report, in any order and any number of times. Each event is one
 * transaction under the lock of the sync; the last one that was outstanding ends the run.
 */
@ApplicationScoped
public class RunIntake {
    private static final Logger LOG = Logger.getLogger(RunIntake.class);

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final SettledChanges changes;
    private final EarlyEvents early;
    private final RunEnding ending;
    private final Outbox outbox;
    private final SchedulerConfig config;
    private final Clock clock;
    private final MeterRegistry meters;

    RunIntake(
            DataSyncRepository syncs,
            RunRepository runs,
            SettledChanges changes,
            EarlyEvents early,
            RunEnding ending,
            Outbox outbox,
            SchedulerConfig config,
            Clock clock,
            MeterRegistry meters) {
        this.syncs = syncs;
        this.runs = runs;
        this.changes = changes;
        this.early = early;
        this.ending = ending;
        this.outbox = outbox;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    @Transactional
    void accept(DeltaComputed event) {
        if (event.outcome() == DeltaComputed.Outcome.UNKNOWN) {
            throw new InvalidEventException("unknown outcome");
        }
        if (event.outcome() == DeltaComputed.Outcome.HELD && event.counts() == null) {
            throw new InvalidEventException("held without counts");
        }
        Optional<DataSync> sync = syncs.lock(event.syncId());
        startedRun(event, event.runId(), event.syncId(), event.at())
                .ifPresent(run -> computed(sync.orElseThrow(), run, event));
    }

    private void computed(DataSync sync, Run run, DeltaComputed event) {
        Instant now = Moment.now(clock);
        if (!run.computed(event, now.plus(config.heldMaxAge()), now)) {
            LOG.infof("Report of the plan known already: runId=%s outcome=%s", run.id(), event.outcome());
            return;
        }
        LOG.infof(
                "Plan reported: runId=%s syncId=%d outcome=%s state=%s",
                run.id(), run.syncId(), event.outcome(), run.state());
        if (run.state() == State.HELD) {
            outbox.append(held(run, event), run.id());
        }
        endIfSettled(sync, run, now);
    }

    private RunHeld held(Run run, DeltaComputed event) {
        return new RunHeld(
                run.id(),
                run.syncId(),
                run.definition(),
                run.trigger(),
                event.counts(),
                event.planned(),
                event.reason() == null ? "GUARD" : event.reason(),
                event.detail(),
                event.counts().baselineBefore(),
                run.heldAt().orElseThrow(),
                run.heldUntil().orElseThrow(),
                RunLink.of(config, run.id()),
                run.definition().recipients());
    }

    @Transactional
    void accept(TagChangesSettled event) {
        if (event.entries().stream().anyMatch(entry -> entry.operation() == Operation.UNKNOWN)) {
            throw new InvalidEventException("unknown operation");
        }
        Optional<DataSync> sync = syncs.lock(event.syncId());
        startedRun(event, event.runId(), event.syncId(), event.at())
                .ifPresent(run -> settled(sync.orElseThrow(), run, event));
    }

    private void settled(DataSync sync, Run run, TagChangesSettled event) {
        Instant now = Moment.now(clock);
        if (!changes.receive(run.no(), event.settlementNo(), now)) {
            LOG.infof("Settlement known already: runId=%s settlementNo=%d", run.id(), event.settlementNo());
            return;
        }
        List<TagChangesSettled.Entry> fresh = changes.record(run.no(), event.entries());
        if (fresh.size() < event.entries().size()) {
            LOG.infof(
                    "Second outcomes ignored: runId=%s count=%d",
                    run.id(), event.entries().size() - fresh.size());
        }
        run.settle(fresh, now);
        if (event.runFailure() != null) {
            run.failApplying(event.runFailure());
        }
        endIfSettled(sync, run, now);
    }

    private void endIfSettled(DataSync sync, Run run, Instant now) {
        if (run.endIfSettled(now)) {
            ending.ended(sync, run);
        }
    }

    /** The run, if the event can change it now; otherwise the event is kept for later or refused. */
    private Optional<Run> startedRun(Event event, UUID runId, int syncId, Instant at) {
        Optional<Run> found = runs.byId(runId);
        if (found.isPresent() && found.get().syncId() != syncId) {
            throw new InvalidEventException("run of another sync");
        }
        if (found.isEmpty() || found.get().state() == State.QUEUED) {
            early.keep(event, runId, at);
            return Optional.empty();
        }
        if (!found.get().state().active()) {
            meters.counter("datasync.run.late.events", "event", event.name()).increment();
            LOG.infof("Event of an ended run refused: runId=%s topic=%s", runId, event.topic());
            return Optional.empty();
        }
        return found;
    }

    /** Applies what arrived before the start. Within the transaction that starts the run, under the lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void acceptEarly(UUID runId) {
        for (Event event : early.take(runId)) {
            if (event instanceof DeltaComputed computed) {
                accept(computed);
            } else if (event instanceof TagChangesSettled settled) {
                accept(settled);
            }
        }
    }
}
