package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;

/**
 * A run of one sync is due. Key: the sync id.
 *
 * @param dueAt the slot of the schedule, or the tick a manual run starts at
 * @param otherSyncIds the other syncs that are ON and use this tag: addresses they hold keep it
 * @param firstRun no earlier run of this sync ended SUCCEEDED or SUCCEEDED_WITH_ERRORS
 * @param parentRunId the run whose refusals a RETRY run forgets, else null
 */
public record SyncRequested(
        UUID runId,
        int syncId,
        Trigger trigger,
        Mode mode,
        Instant dueAt,
        Instant requestedAt,
        SyncDefinition definition,
        List<Integer> otherSyncIds,
        boolean firstRun,
        UUID parentRunId)
        implements Event {
    public static final String TOPIC = "datasync.sync-requested.v1";

    public SyncRequested {
        requireNonNull(runId, "runId");
        requireNonNull(trigger, "trigger");
        requireNonNull(mode, "mode");
        requireNonNull(dueAt, "dueAt");
        requireNonNull(requestedAt, "requestedAt");
        requireNonNull(definition, "definition");
        otherSyncIds = otherSyncIds == null ? List.of() : List.copyOf(otherSyncIds);
    }

    @Override
    public String name() {
        return "sync-requested";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId;
    }
}
