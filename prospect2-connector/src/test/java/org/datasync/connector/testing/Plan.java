package org.datasync.connector.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ChangeReason;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.Processing;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.Tag;

/** What delta-service publishes about one run: a builder with complete, plausible defaults. */
public final class Plan {
    private static final AtomicInteger SYNCS = new AtomicInteger(1_000);

    public final UUID runId = UUID.randomUUID();
    public final int syncId = SYNCS.incrementAndGet();
    private final Tag tag;
    private final List<ConstituentDelta> records = new ArrayList<>();
    private Instant requestedAt = Instant.now();
    private Processing processing = new Processing(false, true);
    private Profile profile = new Profile("Ada", "Byron", Map.of());
    private int decisions;

    public Plan(int tagId, String tagName) {
        this.tag = new Tag(Integer.toString(tagId), tagName);
    }

    /** {@code prefix0@example.org} and so on. */
    public static String[] addresses(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + i + "@example.org")
                .toArray(String[]::new);
    }

    public Plan requestedAt(Instant moment) {
        requestedAt = moment;
        return this;
    }

    public Plan processing(boolean webhooks, boolean automations) {
        processing = new Processing(webhooks, automations);
        return this;
    }

    public Plan profile(Profile newProfile) {
        profile = newProfile;
        return this;
    }

    public Plan add(String... addresses) {
        for (String address : addresses) {
            records.add(added(records.size() + 1L, address));
        }
        return this;
    }

    /** A record of this run that is not kept here. */
    public ConstituentAdded added(long sequence, String address) {
        return new ConstituentAdded(
                runId,
                syncId,
                requestedAt,
                sequence,
                (int) sequence,
                tag,
                List.of(new AddressChange(1, Operation.TAG, address)),
                profile,
                processing);
    }

    public Plan remove(String... addresses) {
        for (String address : addresses) {
            long sequence = records.size() + 1L;
            records.add(new ConstituentRemoved(
                    runId,
                    syncId,
                    requestedAt,
                    sequence,
                    (int) sequence,
                    tag,
                    List.of(new AddressChange(1, Operation.UNTAG, address)),
                    null,
                    processing));
        }
        return this;
    }

    public Plan change(Operation operation, String... addresses) {
        for (String address : addresses) {
            long sequence = records.size() + 1L;
            records.add(new ConstituentChanged(
                    runId,
                    syncId,
                    requestedAt,
                    sequence,
                    (int) sequence,
                    tag,
                    List.of(new AddressChange(1, operation, address)),
                    profile,
                    processing,
                    List.of(ChangeReason.AUDIT_TRAIL)));
        }
        return this;
    }

    public List<ConstituentDelta> records() {
        return List.copyOf(records);
    }

    /** The closing record. */
    public DeltaComputed computed() {
        return computed(DeltaComputed.Outcome.COMPUTED);
    }

    public DeltaComputed computed(DeltaComputed.Outcome outcome) {
        return new DeltaComputed(
                runId,
                syncId,
                outcome,
                null,
                OperationCounts.ZERO,
                new Published(
                        count(ConstituentAdded.class),
                        count(ConstituentRemoved.class),
                        count(ConstituentChanged.class)),
                0,
                OperationCounts.ZERO,
                null,
                null,
                Instant.now());
    }

    public RunDecided decided(RunDecided.Decision decision) {
        return new RunDecided(runId, syncId, ++decisions, decision, "tester", Instant.now());
    }

    /** Records and closing record, in that order. */
    public List<Event> all() {
        List<Event> all = new ArrayList<>(records);
        all.add(computed());
        return all;
    }

    private long count(Class<? extends ConstituentDelta> type) {
        return records.stream().filter(type::isInstance).count();
    }
}
