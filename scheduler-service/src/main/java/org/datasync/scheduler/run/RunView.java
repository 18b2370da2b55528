package org.datasync.scheduler.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;

/**
 * A run as the API shows it.
 *
 * @param counts null until counted: unknown, not zero
 * @param progress null until the plan is known and after the end
 * @param stalled it works and has been silent for longer than configured
 * @param definition the criteria used; only where one run is asked for
 */
record RunView(
        UUID id,
        int syncId,
        String description,
        Trigger trigger,
        Mode mode,
        Run.State state,
        Instant dueAt,
        Instant queuedAt,
        Instant startsAt,
        Instant startedAt,
        Instant finishedAt,
        CountsView counts,
        String reason,
        String detail,
        ProgressView progress,
        boolean stalled,
        Instant heldAt,
        Instant heldUntil,
        DecisionView decision,
        String requestedBy,
        UUID parentRunId,
        boolean firstRun,
        int skippedCount,
        long problemCount,
        @JsonInclude(JsonInclude.Include.NON_NULL) SyncDefinition definition) {

    /** @param ratePerMinute and expectedEnd null while nothing is settled */
    record ProgressView(long settled, long planned, Long ratePerMinute, Instant expectedEnd) {}

    record DecisionView(RunDecided.Decision decision, String by, Instant at) {}
}
