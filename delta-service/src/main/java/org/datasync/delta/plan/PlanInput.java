package org.datasync.delta.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.delta.resync.ChangeLog.Window;
import org.datasync.delta.tessitura.EligibleAddresses;
import org.datasync.delta.tessitura.OutputElement;

/**
 * What the plan of a run depends on besides the members, which are in the run's copy.
 *
 * @param untags whether leavers lose the tag
 * @param parentRunId the run whose refusals are forgotten
 * @param output what goes along with the names
 * @param changes where to look for changed constituents; empty if changes are not followed
 */
public record PlanInput(
        long runNo,
        int syncId,
        boolean full,
        boolean untags,
        boolean followAddressChanges,
        List<Integer> otherSyncIds,
        Optional<UUID> parentRunId,
        Optional<Window> changes,
        List<OutputElement> output,
        EligibleAddresses eligible) {
    public PlanInput {
        output = List.copyOf(output);
        requireNonNull(changes, "changes");
        otherSyncIds = List.copyOf(otherSyncIds);
        requireNonNull(parentRunId, "parentRunId");
        requireNonNull(eligible, "eligible");
    }

    public static PlanInput of(
            long runNo,
            SyncRequested request,
            Optional<Window> changes,
            List<OutputElement> output,
            EligibleAddresses eligible) {
        return new PlanInput(
                runNo,
                request.syncId(),
                request.mode() == Mode.FULL,
                untags(request),
                request.definition().followAddressChanges(),
                request.otherSyncIds(),
                request.trigger() == Trigger.RETRY ? Optional.ofNullable(request.parentRunId()) : Optional.empty(),
                changes,
                output,
                eligible);
    }

    /** Whether leavers lose the tag. */
    public static boolean untags(SyncRequested request) {
        return request.definition().jobType() == JobType.ADD_AND_REMOVE || request.trigger() == Trigger.DELETION;
    }
}
