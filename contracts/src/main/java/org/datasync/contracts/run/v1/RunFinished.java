package org.datasync.contracts.run.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;

/**
 * The whole summary of a run that ended. Key: the sync id.
 *
 * @param startedAt null for a run that never started
 * @param counts null if the run ended before anything was counted: unknown, not zero
 * @param previousCounts of the sync's last run before this one that was counted, or null
 * @param problems the first 100
 * @param problemCount all of them
 * @param reason a code, null for SUCCEEDED
 * @param detail one sentence for people
 * @param nextRunAt null while the sync is OFF
 * @param link to the run in the console
 * @param skippedCount how often a due time found a run active, in a SKIPPED run; else 0
 */
public record RunFinished(
        UUID runId,
        int syncId,
        SyncDefinition definition,
        Trigger trigger,
        Mode mode,
        RunState state,
        Instant dueAt,
        Instant queuedAt,
        Instant startedAt,
        Instant finishedAt,
        RunCounts counts,
        RunCounts previousCounts,
        List<Problem> problems,
        long problemCount,
        String reason,
        String detail,
        Instant nextRunAt,
        String link,
        List<Recipient> recipients,
        int skippedCount,
        UUID parentRunId)
        implements Event {
    public static final String TOPIC = "datasync.run-finished.v1";
    public static final int MAX_PROBLEMS = 100;

    public RunFinished {
        requireNonNull(runId, "runId");
        requireNonNull(definition, "definition");
        requireNonNull(trigger, "trigger");
        requireNonNull(mode, "mode");
        requireNonNull(state, "state");
        requireNonNull(queuedAt, "queuedAt");
        requireNonNull(finishedAt, "finishedAt");
        problems = problems == null ? List.of() : List.copyOf(problems);
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
        if (problems.size() > MAX_PROBLEMS) {
            throw new IllegalArgumentException("problems: %d, at most %d".formatted(problems.size(), MAX_PROBLEMS));
        }
    }

    @Override
    public String name() {
        return "run-finished";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId;
    }

    /** An address operation that did not succeed; the constituent number stands for the address. */
    public record Problem(Integer constituentNo, Operation operation, Outcome outcome, String reason) {
        public Problem {
            requireNonNull(operation, "operation");
            requireNonNull(outcome, "outcome");
        }
    }
}
