package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.run.Run.State;
import org.datasync.scheduler.run.RunView.DecisionView;
import org.datasync.scheduler.run.RunView.ProgressView;

/** Makes the API's view of runs. */
@ApplicationScoped
class RunViews {
    private final RunRepository runs;
    private final SchedulerConfig config;
    private final Clock clock;

    RunViews(RunRepository runs, SchedulerConfig config, Clock clock) {
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    RunView brief(Run run) {
        return view(run, null);
    }

    RunView full(Run run) {
        return view(run, run.definition());
    }

    private RunView view(Run run, SyncDefinition definition) {
        return new RunView(
                run.id(),
                run.syncId(),
                run.definition().description(),
                run.trigger(),
                run.mode(),
                run.state(),
                run.dueAt(),
                run.queuedAt(),
                run.startsAt(),
                run.startedAt().orElse(null),
                run.finishedAt().orElse(null),
                run.counts().map(CountsView::of).orElse(null),
                run.reason().orElse(null),
                run.detail().orElse(null),
                progress(run),
                stalled(run),
                run.heldAt().orElse(null),
                run.heldUntil().orElse(null),
                run.lastDecision()
                        .map(decided -> new DecisionView(decided.decision(), decided.by(), decided.at()))
                        .orElse(null),
                run.requestedBy(),
                run.parentRunId().orElse(null),
                run.firstRun(),
                run.skippedCount(),
                run.problemCount(),
                definition);
    }

    private ProgressView progress(Run run) {
        if (run.state() != State.APPLYING && run.state() != State.CANCELLING) {
            return null;
        }
        return run.progress().map(progress -> progress(run, progress)).orElse(null);
    }

    /** The rate is the average since the plan was known: batches settle in bursts. */
    private ProgressView progress(Run run, Run.Progress progress) {
        Instant now = clock.instant();
        Duration worked = Duration.between(run.applyingSince().orElse(now), now);
        if (progress.settled() == 0 || worked.toMillis() <= 0) {
            return new ProgressView(progress.settled(), progress.total(), null, null);
        }
        long left = Math.max(0, progress.total() - progress.settled());
        long millisPerMinute = Duration.ofMinutes(1).toMillis();
        return new ProgressView(
                progress.settled(),
                progress.total(),
                progress.settled() * millisPerMinute / worked.toMillis(),
                now.plusMillis(left * worked.toMillis() / progress.settled()));
    }

    private boolean stalled(Run run) {
        return runs.isSilentSince(run, clock.instant().minus(config.stalledAfter()));
    }
}
