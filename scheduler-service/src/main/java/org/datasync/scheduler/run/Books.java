package org.datasync.scheduler.run;

import java.util.stream.Stream;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;

/**
 * The books of a run: what was planned against what became of it.
 *
 * @param notPublished planned operations that never left delta-service: they count as cancelled
 * @param keptShared untags that delta-service settled itself
 */
record Books(
        DeltaCounts constituents,
        OperationCounts planned,
        OperationCounts notPublished,
        long keptShared,
        Settled tag,
        Settled update,
        Settled untag) {

    long settled() {
        return tag.sum() + update.sum() + untag.sum();
    }

    /** How many operations the connector has to settle. */
    long toSettle() {
        return planned.sum() - keptShared - notPublished.sum();
    }

    boolean complete() {
        return settled() >= toSettle();
    }

    RunCounts counts() {
        return RunCounts.of(
                constituents,
                outcomes(planned.tag(), notPublished.tag(), 0, tag),
                outcomes(planned.update(), notPublished.update(), 0, update),
                outcomes(planned.untag(), notPublished.untag(), keptShared, untag));
    }

    boolean balanced() {
        RunCounts counts = counts();
        return constituents.balanced()
                && Stream.of(counts.tag(), counts.update(), counts.untag()).allMatch(OperationOutcomes::balanced);
    }

    long problems() {
        return tag.problems() + update.problems() + untag.problems();
    }

    boolean withoutLoss() {
        return problems() == 0 && cancelled() == 0;
    }

    /** Something was to be done, and every single operation failed or its result is not known. */
    boolean nothingApplied() {
        long lost =
                tag.failed() + tag.unknown() + update.failed() + update.unknown() + untag.failed() + untag.unknown();
        return lost > 0 && lost == settled() && keptShared == 0;
    }

    private long cancelled() {
        return tag.cancelled() + update.cancelled() + untag.cancelled() + notPublished.sum();
    }

    private static OperationOutcomes outcomes(long planned, long notPublished, long keptShared, Settled settled) {
        return new OperationOutcomes(
                planned,
                settled.done(),
                settled.already(),
                keptShared,
                settled.rejected(),
                settled.failed(),
                settled.unknown(),
                settled.cancelled() + notPublished);
    }
}
