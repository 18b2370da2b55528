package org.datasync.contracts.run.v1;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.Event;

/**
 * Somebody, or the time limit, decided about a run. Key: the sync id. May arrive before its run.
 *
 * @param decisionNo 1, 2, … within the run
 * @param by the operator's name as the identity provider gives it, or {@code system}
 */
public record RunDecided(UUID runId, int syncId, int decisionNo, Decision decision, String by, Instant at)
        implements Event {
    public static final String TOPIC = "datasync.run-decided.v1";

    public RunDecided {
        requireNonNull(runId, "runId");
        requireNonNull(decision, "decision");
        requireNonNull(by, "by");
        requireNonNull(at, "at");
    }

    @Override
    public String name() {
        return "run-decided";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId + ":" + decisionNo;
    }

    /** Without the operator's name: it is personal data and must not end in a log. */
    @Override
    public String toString() {
        return "RunDecided[runId=" + runId + ", syncId=" + syncId + ", decisionNo=" + decisionNo + ", decision="
                + decision + ", at=" + at + "]";
    }

    /** What was decided. */
    public enum Decision {
        /** Apply the held plan. */
        APPROVED,
        /** Discard the held plan. */
        REJECTED,
        /** Stop; what is not sent stays unsent. */
        CANCELLED,
        /** Publish unsettled plan rows and all settlements again, with the same identities. */
        REPUBLISH,
        @JsonEnumDefaultValue
        UNKNOWN
    }
}
