package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Ends held runs that nobody decided about in time. */
@ApplicationScoped
public class HeldRuns {
    private static final int BATCH = 100;

    private final RunRepository runs;
    private final RunCommands commands;
    private final Clock clock;

    HeldRuns(RunRepository runs, RunCommands commands, Clock clock) {
        this.runs = runs;
        this.commands = commands;
        this.clock = clock;
    }

    public List<UUID> overdue() {
        return runs.heldUntil(clock.instant(), BATCH);
    }

    public void expire(UUID runId) {
        commands.expire(runId);
    }
}
