package org.datasync.contracts.run.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;

/**
 * A run works and nothing of it has moved for the configured time. It is not ended by this. Told once per silence: a
 * run that moves and falls silent again is told again. Key: the sync id.
 *
 * @param state where it stands still: COMPUTING, APPLYING or CANCELLING
 * @param silentSince when something of it moved last
 * @param planned address operations, null while nothing is planned
 * @param settled those of them with an outcome
 * @param link where an operator looks
 */
public record RunStalled(
        UUID runId,
        int syncId,
        SyncDefinition definition,
        Trigger trigger,
        String state,
        Instant silentSince,
        Instant stalledAt,
        Long planned,
        long settled,
        String link)
        implements Event {
    public static final String TOPIC = "datasync.run-stalled.v1";

    public RunStalled {
        requireNonNull(runId, "runId");
        requireNonNull(definition, "definition");
        requireNonNull(trigger, "trigger");
        requireNonNull(state, "state");
        requireNonNull(silentSince, "silentSince");
        requireNonNull(stalledAt, "stalledAt");
    }

    @Override
    public String name() {
        return "run-stalled";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId + ":" + silentSince.toEpochMilli();
    }
}
