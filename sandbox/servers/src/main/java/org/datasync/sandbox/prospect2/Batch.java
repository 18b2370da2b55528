package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An accepted bulk import and how far it is. Its times are fixed when it is accepted. */
final class Batch {
    final String id;
    final long sequence;
    final Instant acceptedAt;
    final int size;
    final IdList created = new IdList();
    final IdList succeeded = new IdList();
    final List<String> failed = new ArrayList<>();
    private final Settings.Bulk times;
    private final Fault fault;
    private final String end;
    private List<BulkContact> contacts;
    private int next;

    /** @param fault ends the batch early, or null */
    Batch(long sequence, Instant acceptedAt, List<BulkContact> contacts, Settings.Bulk times, Fault fault) {
        this.id = UUID.randomUUID().toString();
        this.sequence = sequence;
        this.acceptedAt = acceptedAt;
        this.contacts = contacts;
        this.size = contacts.size();
        this.times = times;
        this.fault = fault;
        this.end = end(fault);
    }

    /** One that has ended, as it was kept. */
    Batch(String id, long sequence, Instant acceptedAt, int size, String end) {
        this.id = id;
        this.sequence = sequence;
        this.acceptedAt = acceptedAt;
        this.contacts = List.of();
        this.size = size;
        this.times = null;
        this.fault = null;
        this.end = end;
    }

    boolean ended() {
        return contacts.isEmpty();
    }

    /** When the next contact takes effect. */
    Instant due() {
        return acceptedAt.plus(times.duration()).plus(times.perContact().multipliedBy(next + 1L));
    }

    /** The contact that is due; empty if the batch breaks off here. */
    Optional<BulkContact> take() {
        if (fault != null && next == fault.contact()) {
            contacts = List.of();
            return Optional.empty();
        }
        var contact = contacts.get(next++);
        if (next == size) {
            contacts = List.of();
        }
        return Optional.of(contact);
    }

    /** Empty while the batch is not visible yet. */
    Optional<String> status(Instant now) {
        if (ended()) {
            return Optional.of(end);
        }
        var age = Duration.between(acceptedAt, now);
        var visible = shorter(times.visibleAfter(), times.duration().dividedBy(4));
        if (age.compareTo(visible) < 0) {
            return Optional.empty();
        }
        if (age.compareTo(times.duration().dividedBy(2)) < 0) {
            return Optional.of("waiting");
        }
        boolean claimed = age.compareTo(times.duration().multipliedBy(3).dividedBy(4)) < 0;
        return Optional.of(claimed ? "claimed" : "active");
    }

    String end() {
        return end;
    }

    private static String end(Fault fault) {
        if (fault == null) {
            return "completed";
        }
        return fault.kind() == Fault.Kind.BATCH_FAILED ? "failed" : "interrupted";
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
