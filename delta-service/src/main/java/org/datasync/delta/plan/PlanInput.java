package org.datasync.delta.plan;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncDefinition;
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

    /** Of an ordinary run with this definition, which may not be saved. */
    public static PlanInput ofPreview(
            long runNo,
            int syncId,
            SyncDefinition definition,
            List<Integer> otherSyncIds,
            Optional<Window> changes,
            List<OutputElement> output,
            EligibleAddresses eligible) {
        return new PlanInput(
                runNo,
                syncId,
                false,
                untags(definition),
                definition.followAddressChanges(),
                otherSyncIds,
                Optional.empty(),
                changes,
                output,
                eligible);
    }

    /** Whether leavers lose the tag. */
    public static boolean untags(SyncRequested request) {
        return untags(request.definition()) || request.trigger() == Trigger.DELETION;
    }

    /** Whether leavers lose the tag in an ordinary run. */
    public static boolean untags(SyncDefinition definition) {
        return definition.jobType() == JobType.ADD_AND_REMOVE;
    }
}
