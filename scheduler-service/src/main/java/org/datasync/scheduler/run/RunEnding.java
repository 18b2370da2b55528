package org.datasync.scheduler.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.platform.outbox.Outbox;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.run.Run.State;
import org.datasync.scheduler.sync.DataSync;
import org.jboss.logging.Logger;

/** What belongs to the end of a run, in the transaction that ends it. */
@ApplicationScoped
public class RunEnding {
    private static final Logger LOG = Logger.getLogger(RunEnding.class);

    private final RunRepository runs;
    private final SettledChanges changes;
    private final Outbox outbox;
    private final SchedulerConfig config;
    private final MeterRegistry meters;

    RunEnding(RunRepository runs, SettledChanges changes, Outbox outbox, SchedulerConfig config, MeterRegistry meters) {
        this.runs = runs;
        this.changes = changes;
        this.outbox = outbox;
        this.config = config;
        this.meters = meters;
    }

    /** Frees the sync for its next run and tells everybody; also about due times that found this run active. */
    public void ended(DataSync sync, Run run) {
        Optional<RunCounts> previous =
                sync.lastCountedRunNo().flatMap(runs::findByIdOptional).flatMap(Run::counts);
        boolean succeeded = run.state() == State.SUCCEEDED || run.state() == State.SUCCEEDED_WITH_ERRORS;
        sync.runEnded(run.no(), run.counts().isPresent(), succeeded);
        if (run.trigger() == Trigger.DELETION && run.state() == State.SUCCEEDED) {
            Instant now = run.finishedAt().orElseThrow();
            sync.delete(now);
            outbox.append(new SyncDeleted(sync.id(), now), run.id());
        }
        publish(sync, run, previous);
        runs.skippedBy(run.no()).ifPresent(skipped -> publish(sync, skipped, Optional.empty()));
    }

    private void publish(DataSync sync, Run run, Optional<RunCounts> previous) {
        List<RunFinished.Problem> problems =
                changes.problems(run.no(), SettledChanges.Place.START, RunFinished.MAX_PROBLEMS).stream()
                        .map(problem -> new RunFinished.Problem(
                                problem.constituentNo(), problem.operation(), problem.outcome(), problem.reason()))
                        .toList();
        outbox.append(
                new RunFinished(
                        run.id(),
                        run.syncId(),
                        run.definition(),
                        run.trigger(),
                        run.mode(),
                        RunState.valueOf(run.state().name()),
                        run.dueAt(),
                        run.queuedAt(),
                        run.startedAt().orElse(null),
                        run.finishedAt().orElseThrow(),
                        run.counts().orElse(null),
                        previous.orElse(null),
                        problems,
                        run.problemCount(),
                        run.reason().orElse(null),
                        run.detail().orElse(null),
                        sync.nextDueAt().orElse(null),
                        RunLink.of(config, run.id()),
                        run.definition().recipients(),
                        run.skippedCount(),
                        run.parentRunId().orElse(null)),
                run.id());
        meters.counter("datasync.run.ended", "state", run.state().name()).increment();
        LOG.infof(
                "Run ended: runId=%s syncId=%d state=%s reason=%s",
                run.id(), run.syncId(), run.state(), run.reason().orElse(""));
    }
}
