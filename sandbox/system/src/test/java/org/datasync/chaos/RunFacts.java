package org.datasync.chaos;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * One run as the databases of scheduler-service and delta-service have it when everything is quiet.
 *
 * @param runNo the number in the table of delta-service; 0 if the run never came there
 * @param delta its state there, null if it never came there
 * @param stopped whether it was cancelled while it was published
 * @param planned whether a plan was stored
 * @param left constituents that the plan forgets because the job only adds
 */
record RunFacts(
        String id,
        int syncId,
        String mode,
        String trigger,
        String parent,
        String state,
        String reason,
        Instant dueAt,
        Instant startedAt,
        Instant finishedAt,
        boolean wasHeld,
        long runNo,
        String delta,
        boolean stopped,
        boolean planned,
        List<PlannedRow> rows,
        Set<Integer> left) {
    RunFacts {
        rows = List.copyOf(rows);
        left = Set.copyOf(left);
    }

    boolean isFull() {
        return mode.equals("FULL");
    }

    /** Whether an operator stopped it. */
    boolean isCancelled() {
        return state.equals("CANCELLED") && "CANCELLED".equals(reason);
    }

    /** Whether its plan was published, or a part of it. */
    boolean isApplied() {
        return "SETTLED".equals(delta);
    }

    long count(String operation, String outcome) {
        return rows.stream()
                .filter(row -> row.is(operation) && outcome.equals(row.outcome()))
                .count();
    }

    long count(String operation) {
        return rows.stream().filter(row -> row.is(operation)).count();
    }

    @Override
    public String toString() {
        return "run %s of sync %d (%s %s, %s%s)"
                .formatted(id, syncId, trigger, mode, state, reason == null ? "" : " " + reason);
    }
}
