package org.datasync.contracts.tagging.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.Operation;

/**
 * Outcomes of address operations of one run. Key: the sync id. For each (runId, sequence, addressNo) the first
 * outcome recorded by a receiver wins.
 *
 * @param settlementNo 1, 2, … within the run
 * @param entries at most 500; empty only beside a run failure
 * @param runFailure the whole run ends for this reason; null otherwise
 */
public record TagChangesSettled(
        UUID runId, int syncId, int settlementNo, List<Entry> entries, RunFailure runFailure, Instant at)
        implements Event {
    public static final String TOPIC = "datasync.tag-changes-settled.v1";
    public static final int MAX_ENTRIES = 500;

    public TagChangesSettled {
        requireNonNull(runId, "runId");
        requireNonNull(entries, "entries");
        requireNonNull(at, "at");
        entries = List.copyOf(entries);
        if (entries.size() > MAX_ENTRIES) {
            throw new IllegalArgumentException("entries: %d, at most %d".formatted(entries.size(), MAX_ENTRIES));
        }
    }

    @Override
    public String name() {
        return "tag-changes-settled";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + runId + ":" + settlementNo;
    }

    /**
     * One address operation and how it ended.
     *
     * @param constituentNo for problem reports; null if the producer does not know it
     * @param reason null for DONE; otherwise without personal data
     */
    public record Entry(
            long sequence, int addressNo, Operation operation, Outcome outcome, String reason, Integer constituentNo) {
        public Entry {
            requireNonNull(operation, "operation");
            requireNonNull(outcome, "outcome");
        }
    }

    /** Why the run as a whole cannot be applied, for example TAG_MISSING, with advice. */
    public record RunFailure(String code, String reason) {
        public RunFailure {
            requireNonNull(code, "code");
            requireNonNull(reason, "reason");
        }
    }
}
