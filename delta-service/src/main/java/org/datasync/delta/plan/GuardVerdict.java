package org.datasync.delta.plan;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.sync.v1.Guard;

/**
 * Why a plan waits for a decision.
 *
 * @param code for programs
 * @param detail one sentence for people
 */
public record GuardVerdict(String code, String detail) {
    private static final int ALMOST_ALL_PERCENT = 90;
    private static final int ALMOST_ALL_FROM = 10;

    public GuardVerdict {
        requireNonNull(code, "code");
        requireNonNull(detail, "detail");
    }

    /**
     * The rules of the guard, on integers.
     *
     * @param losing constituents that stay and lose an address
     * @param untags whether leavers lose the tag; else the percentages of removals do not apply
     * @param firstRun no earlier run of the sync succeeded: it may add any number
     */
    public static Optional<GuardVerdict> of(
            Guard guard, DeltaCounts counts, long losing, boolean untags, boolean firstRun) {
        if (!guard.enabled()) {
            return Optional.empty();
        }
        long base = counts.baselineBefore();
        if (base > 0 && counts.members() == 0) {
            return held("GUARD_EMPTY_LIST", "The list is empty; %,d were on it before.", base);
        }
        long lost = counts.removed() + losing;
        if (untags && base > 0 && isTooMuch(guard, lost, base)) {
            return held("GUARD_REMOVALS", "%,d of %,d constituents would lose the tag.", lost, base);
        }
        if (!firstRun
                && counts.added() >= guard.minConstituents()
                && counts.added() * 100 >= guard.maxAddPercent() * base) {
            return held("GUARD_ADDITIONS", "%,d constituents would be added to %,d.", counts.added(), base);
        }
        return Optional.empty();
    }

    private static Optional<GuardVerdict> held(String code, String sentence, Object... counts) {
        return Optional.of(new GuardVerdict(code, String.format(Locale.ENGLISH, sentence, counts)));
    }

    private static boolean isTooMuch(Guard guard, long lost, long base) {
        return (lost >= guard.minConstituents() && lost * 100 >= guard.maxRemovePercent() * base)
                || (base >= ALMOST_ALL_FROM && lost * 100 >= ALMOST_ALL_PERCENT * base);
    }
}
