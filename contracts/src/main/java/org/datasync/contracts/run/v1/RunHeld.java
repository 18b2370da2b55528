package org.datasync.contracts.run.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;

/**
 * A plan waits for a decision: nothing of it was sent. Key: the sync id.
 *
 * @param planned address operations that an approval would publish
 * @param why code of the guard's rule, for example GUARD_REMOVALS
 * @param detail the rule in one sentence
 * @param until undecided then, the run ends as CANCELLED with reason NOT_DECIDED
 * @param link where an operator looks and decides
 */
public record RunHeld(
        UUID runId,
        int syncId,
        SyncDefinition definition,
        Trigger trigger,
        DeltaCounts counts,
        OperationCounts planned,
        String why,
        String detail,
        long baselineSize,
        Instant heldAt,
        Instant until,
        String link,
        List<Recipient> recipients)
        implements Event {
    public static final String TOPIC = "datasync.run-held.v1";

    public RunHeld {
        requireNonNull(runId, "runId");
        requireNonNull(definition, "definition");
        requireNonNull(trigger, "trigger");
        requireNonNull(counts, "counts");
        requireNonNull(planned, "planned");
        requireNonNull(why, "why");
        requireNonNull(heldAt, "heldAt");
        requireNonNull(until, "until");
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }

    @Override
    public String name() {
        return "run-held";
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
