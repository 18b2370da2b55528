package org.datasync.chaos;

import static java.util.Objects.requireNonNull;

/**
 * One address operation of a stored plan, with what became of it.
 *
 * @param change ADD, UPDATE or REMOVE
 * @param operation TAG, UPDATE or UNTAG
 * @param outcome null while it has none; KEPT if the address is held
 * @param reason of the outcome, or null
 * @param holder the constituent of the same sync that the record of a kept address passes to, or null
 */
record PlannedRow(
        int constituent,
        String change,
        String operation,
        String address,
        String outcome,
        String reason,
        Integer holder) {
    PlannedRow {
        requireNonNull(change, "change");
        requireNonNull(operation, "operation");
        requireNonNull(address, "address");
    }

    boolean is(String wanted) {
        return operation.equals(wanted);
    }

    boolean isKept() {
        return "KEPT".equals(outcome);
    }

    /** Whether the record of the constituent goes to somebody else, or away. */
    boolean isPassed() {
        return isKept() && !"MEMBER_AGAIN".equals(reason);
    }

    boolean isDone() {
        return "DONE".equals(outcome) || "ALREADY".equals(outcome);
    }
}
