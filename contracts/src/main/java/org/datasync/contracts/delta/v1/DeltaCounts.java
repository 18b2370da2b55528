package org.datasync.contracts.delta.v1;

import static java.util.Objects.requireNonNull;

/**
 * The constituents' side of the books of one run.
 *
 * @param members constituents on the list, without customer 0
 * @param qualified members with an eligible address
 * @param refusedBefore qualified, not in the baseline, and every eligible address was refused before
 * @param removed in the baseline, no member any more
 * @param leftList as {@code removed}, but the job only adds: no untag, out of the baseline
 * @param keptWithoutAddress in the baseline and members, but without an eligible address now
 */
public record DeltaCounts(
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
        long keptWithoutAddress) {
    public DeltaCounts {
        requireNonNull(withoutAddressBy, "withoutAddressBy");
    }

    /** Whether the books of constituents balance: every member and every baseline row is counted exactly once. */
    public boolean balanced() {
        return members == qualified + withoutAddress
                && qualified == added + changed + unchanged + refusedBefore
                && baselineBefore == changed + unchanged + keptWithoutAddress + removed + leftList
                && withoutAddress == withoutAddressBy.sum();
    }
}
