package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.delta.plan.PlanResult;
import org.datasync.platform.outbox.Outbox;

/** Tells how the computing of a run ended, within the transaction that makes it so. */
@ApplicationScoped
class RunEvents {
    private final Outbox outbox;
    private final Clock clock;

    RunEvents(Outbox outbox, Clock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    void held(Run run, PlanResult plan, String reason, String detail) {
        tell(new DeltaComputed(
                run.runId(),
                run.syncId(),
                Outcome.HELD,
                plan.counts(),
                plan.planned(),
                Published.NONE,
                plan.keptShared(),
                OperationCounts.ZERO,
                reason,
                detail,
                clock.instant()));
    }

    void failed(Run run, String reason, String detail) {
        tell(new DeltaComputed(
                run.runId(),
                run.syncId(),
                Outcome.FAILED,
                null,
                OperationCounts.ZERO,
                Published.NONE,
                0,
                OperationCounts.ZERO,
                reason,
                detail,
                clock.instant()));
    }

    /** Nothing of the run was published: all that was planned counts as not published, also what was to be kept. */
    void discarded(Run run, String reason, String detail) {
        tell(new DeltaComputed(
                run.runId(),
                run.syncId(),
                Outcome.CANCELLED,
                run.counts(),
                run.planned(),
                Published.NONE,
                0,
                run.planned(),
                reason,
                detail,
                clock.instant()));
    }

    void stopped(Run run, Published published, OperationCounts notPublished, String reason) {
        tell(new DeltaComputed(
                run.runId(),
                run.syncId(),
                Outcome.CANCELLED,
                run.counts(),
                run.planned(),
                published,
                run.keptShared(),
                notPublished,
                reason,
                null,
                clock.instant()));
    }

    void computed(Run run) {
        tell(new DeltaComputed(
                run.runId(),
                run.syncId(),
                Outcome.COMPUTED,
                run.counts(),
                run.planned(),
                run.published(),
                run.keptShared(),
                OperationCounts.ZERO,
                null,
                null,
                clock.instant()));
    }

    void tell(DeltaComputed event) {
        outbox.append(event, event.runId());
    }
}
