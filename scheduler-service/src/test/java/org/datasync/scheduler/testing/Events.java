package org.datasync.scheduler.testing;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;

/** What delta-service and the connector would report. */
public final class Events {
    private Events() {}

    /** Balanced counts of a run that adds and removes so many constituents with one address each. */
    public static DeltaCounts counts(long added, long removed) {
        return new DeltaCounts(
                100 + added,
                90 + added,
                10,
                new WithoutAddressBy(10, 0, 0, 0, 0, 0, 0, 0),
                90 + removed,
                added,
                0,
                90,
                0,
                removed,
                0,
                0);
    }

    public static DeltaComputed computed(UUID runId, int syncId, long added, long removed, Instant at) {
        return report(runId, syncId, DeltaComputed.Outcome.COMPUTED, added, removed, OperationCounts.ZERO, at);
    }

    public static DeltaComputed held(UUID runId, int syncId, long added, long removed, Instant at) {
        return report(runId, syncId, DeltaComputed.Outcome.HELD, added, removed, OperationCounts.ZERO, at);
    }

    /** Given up with nothing published. */
    public static DeltaComputed cancelled(UUID runId, int syncId, long added, long removed, Instant at) {
        var notPublished = new OperationCounts(added, 0, removed);
        return report(runId, syncId, DeltaComputed.Outcome.CANCELLED, added, removed, notPublished, at);
    }

    public static DeltaComputed report(
            UUID runId,
            int syncId,
            DeltaComputed.Outcome outcome,
            long added,
            long removed,
            OperationCounts notPublished,
            Instant at) {
        return new DeltaComputed(
                runId,
                syncId,
                outcome,
                counts(added, removed),
                new OperationCounts(added, 0, removed),
                new Published(added, removed, 0),
                0,
                notPublished,
                outcome == DeltaComputed.Outcome.HELD ? "GUARD_REMOVALS" : null,
                outcome == DeltaComputed.Outcome.HELD ? "Too many would lose the tag" : null,
                at);
    }

    public static DeltaComputed failed(UUID runId, int syncId, Instant at) {
        return new DeltaComputed(
                runId,
                syncId,
                DeltaComputed.Outcome.FAILED,
                null,
                null,
                null,
                0,
                null,
                "GENERATION_FAILED",
                "The list could not be generated",
                at);
    }

    /** One settlement of the sequences, all with one outcome. */
    public static TagChangesSettled settled(
            UUID runId,
            int syncId,
            int settlementNo,
            Operation operation,
            Outcome outcome,
            long firstSequence,
            long lastSequence,
            Instant at) {
        String reason = outcome == Outcome.DONE ? null : "some reason";
        List<TagChangesSettled.Entry> entries = LongStream.rangeClosed(firstSequence, lastSequence)
                .mapToObj(sequence ->
                        new TagChangesSettled.Entry(sequence, 1, operation, outcome, reason, (int) (1000 + sequence)))
                .toList();
        return new TagChangesSettled(runId, syncId, settlementNo, entries, null, at);
    }

    public static TagChangesSettled runFailure(UUID runId, int syncId, int settlementNo, String code, Instant at) {
        return new TagChangesSettled(
                runId,
                syncId,
                settlementNo,
                List.of(),
                new TagChangesSettled.RunFailure(code, "Choose an existing tag"),
                at);
    }
}
