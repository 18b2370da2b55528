package org.datasync.contracts.run.v1;

import static java.util.Objects.requireNonNull;

import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;

/** The books of a run: constituents as in {@link DeltaCounts}, addresses per operation. */
public record RunCounts(
        long members,
        long qualified,
        long withoutAddress,
        WithoutAddressBy withoutAddressBy,
        long baselineBefore,
        long added,
        long changed,
        long unchanged,
        long refusedBefore,
        long removed,
        long leftList,
        long keptWithoutAddress,
        OperationOutcomes tag,
        OperationOutcomes update,
        OperationOutcomes untag) {
    public RunCounts {
        requireNonNull(withoutAddressBy, "withoutAddressBy");
        requireNonNull(tag, "tag");
        requireNonNull(update, "update");
        requireNonNull(untag, "untag");
    }

    public static RunCounts of(
            DeltaCounts delta, OperationOutcomes tag, OperationOutcomes update, OperationOutcomes untag) {
        return new RunCounts(
                delta.members(),
                delta.qualified(),
                delta.withoutAddress(),
                delta.withoutAddressBy(),
                delta.baselineBefore(),
                delta.added(),
                delta.changed(),
                delta.unchanged(),
                delta.refusedBefore(),
                delta.removed(),
                delta.leftList(),
                delta.keptWithoutAddress(),
                tag,
                update,
                untag);
    }
}
