package org.datasync.scheduler.run;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.datasync.scheduler.testing.Events;

/** Plays delta-service with nothing to do. */
@ApplicationScoped
public class RunCompletion {
    private final RunRepository runs;
    private final RunIntake intake;
    private final Clock clock;

    RunCompletion(RunRepository runs, RunIntake intake, Clock clock) {
        this.runs = runs;
        this.intake = intake;
        this.clock = clock;
    }

    /** Every run of the sync that computes succeeds with an empty plan. */
    public void endAllOf(int syncId) {
        List<UUID> computing = QuarkusTransaction.requiringNew()
                .call(() -> runs.list("syncId = ?1 and state = ?2", syncId, Run.State.COMPUTING).stream()
                        .map(Run::id)
                        .toList());
        computing.forEach(id -> intake.accept(Events.computed(id, syncId, 0, 0, clock.instant())));
    }
}
