package org.datasync.contracts.delta.v1;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.Event;

/**
 * How the computing of a run ended. Key: the sync id. COMPUTED and CANCELLED come after the last constituent record
 * was acknowledged; HELD is followed by exactly one COMPUTED or CANCELLED.
 *
 * @param counts null where nothing was counted (FAILED, or cancelled before the plan)
 * @param planned address operations of the plan, kept ones included
 * @param published constituent records on the three topics
 * @param keptShared untags that delta-service settled itself because another constituent or sync holds the address
 * @param notPublished planned operations that never were published: settled as cancelled by this record
 * @param reason a code such as GENERATION_FAILED or GUARD_REMOVALS, null for COMPUTED
 * @param detail one sentence for people: what happened and what to do, without personal data
 */
public record DeltaComputed(
        UUID runId,
        int syncId,
        Outcome outcome,
        DeltaCounts counts,
        OperationCounts planned,
        Published published,
        long keptShared,
        OperationCounts notPublished,
        String reason,
        String detail,
        Instant at)
        implements Event {
    public static final String TOPIC = "datasync.delta-computed.v1";

    public DeltaComputed {
        requireNonNull(runId, "runId");
        requireNonNull(outcome, "outcome");
        requireNonNull(at, "at");
        planned = planned == null ? OperationCounts.ZERO : planned;
        published = published == null ? Published.NONE : published;
        notPublished = notPublished == null ? OperationCounts.ZERO : notPublished;
    }

    @Override
    public String name() {
        return "delta-computed";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId + ":" + outcome;
    }

    /** How it ended. */
    public enum Outcome {
        COMPUTED,
        HELD,
        FAILED,
        CANCELLED,
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
