package org.datasync.delta.plan;

import static java.util.Objects.requireNonNull;

import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;

/**
 * A stored plan, counted.
 *
 * @param losing constituents that stay and lose an address
 * @param keptShared untags that are not done because somebody else holds the address
 * @param firstSequence all sequences of the plan are greater
 * @param lastSequence the greatest sequence of the plan; {@code firstSequence} if the plan is empty
 */
public record PlanResult(
        DeltaCounts counts,
        OperationCounts planned,
        long keptShared,
        long losing,
        long firstSequence,
        long lastSequence,
        boolean balanced) {
    public PlanResult {
        requireNonNull(counts, "counts");
        requireNonNull(planned, "planned");
    }
}
