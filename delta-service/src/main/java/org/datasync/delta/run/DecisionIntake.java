package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.delta.database.Database;
import org.datasync.platform.events.InvalidEventException;

/** Takes decisions in, also of runs whose request has not come yet. */
@ApplicationScoped
class DecisionIntake {
    private final Database database;
    private final RunStore runs;
    private final EarlyRecords early;
    private final Decisions decisions;
    private final WorkSignal signal;

    DecisionIntake(Database database, RunStore runs, EarlyRecords early, Decisions decisions, WorkSignal signal) {
        this.database = database;
        this.runs = runs;
        this.early = early;
        this.decisions = decisions;
        this.signal = signal;
    }

    @Transactional
    void accept(RunDecided event) {
        if (event.decision() == Decision.UNKNOWN) {
            throw new InvalidEventException("decision %s is unknown".formatted(event.id()));
        }
        database.call(connection -> {
            Optional<Run> run = runs.lock(connection, event.runId());
            if (run.isPresent()) {
                decisions.apply(connection, run.get(), event);
            } else if (!early.isTooOld(event, event.at())) {
                early.keep(connection, event.runId(), event);
            }
            return null;
        });
        signal.afterCommit();
    }
}
