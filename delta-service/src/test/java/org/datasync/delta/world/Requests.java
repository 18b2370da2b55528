package org.datasync.delta.world;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;

/** Requests of runs with plausible defaults; each sync has its own number and tag. */
public final class Requests {
    private static final AtomicInteger NUMBERS = new AtomicInteger(1000);

    private Requests() {}

    public static int newNumber() {
        return NUMBERS.incrementAndGet();
    }

    public static SyncRequested run(int syncId, int listNo) {
        return run(syncId, listNo, Integer.toString(syncId), Trigger.SCHEDULED, true);
    }

    public static SyncRequested run(int syncId, int listNo, String tagId, Trigger trigger, boolean firstRun) {
        SyncDefinition definition = new SyncDefinition(
                "Test",
                listNo,
                new Tag(tagId, "Tag " + tagId),
                JobType.ADD_AND_REMOVE,
                new ProcessingOptions(false, true, true),
                new Filters(List.of(), List.of(), false, false),
                null,
                List.of(),
                new Guard(true, 30, 100, 50),
                false);
        Instant now = Instant.now();
        return new SyncRequested(
                UUID.randomUUID(), syncId, trigger, Mode.DELTA, now, now, definition, List.of(), firstRun, null);
    }

    public static RunDecided decided(SyncRequested run, int no, RunDecided.Decision decision) {
        return new RunDecided(run.runId(), run.syncId(), no, decision, "operator", Instant.now());
    }

    public static TagChangesSettled settled(
            SyncRequested run, int no, Outcome outcome, List<? extends ConstituentDelta> records) {
        List<TagChangesSettled.Entry> entries = new ArrayList<>();
        for (ConstituentDelta record : records) {
            for (AddressChange address : record.addresses()) {
                entries.add(new TagChangesSettled.Entry(
                        record.sequence(),
                        address.addressNo(),
                        address.operation(),
                        outcome,
                        null,
                        record.constituentNo()));
            }
        }
        return new TagChangesSettled(run.runId(), run.syncId(), no, entries, null, Instant.now());
    }
}
