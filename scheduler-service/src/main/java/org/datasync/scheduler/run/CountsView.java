package org.datasync.scheduler.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;

/** The books as the API shows them: {@code keptShared} only where it can be. */
record CountsView(
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
        OutcomesView tag,
        OutcomesView update,
        OutcomesView untag) {

    static CountsView of(RunCounts counts) {
        return new CountsView(
                counts.members(),
                counts.qualified(),
                counts.withoutAddress(),
                counts.withoutAddressBy(),
                counts.baselineBefore(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.refusedBefore(),
                counts.removed(),
                counts.leftList(),
                counts.keptWithoutAddress(),
                OutcomesView.of(counts.tag(), null),
                OutcomesView.of(counts.update(), null),
                OutcomesView.of(counts.untag(), counts.untag().keptShared()));
    }

    record OutcomesView(
            long planned,
            long done,
            long already,
            @JsonInclude(JsonInclude.Include.NON_NULL) Long keptShared,
            long rejected,
            long failed,
            long unknown,
            long cancelled) {
        static OutcomesView of(OperationOutcomes outcomes, Long keptShared) {
            return new OutcomesView(
                    outcomes.planned(),
                    outcomes.done(),
                    outcomes.already(),
                    keptShared,
                    outcomes.rejected(),
                    outcomes.failed(),
                    outcomes.unknown(),
                    outcomes.cancelled());
        }
    }
}
