package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Works the accepted batches off by the clock, contact by contact. It has no thread: whoever looks at the account lets
 * it catch up first, so that with a clock in the hand of a test nothing happens by chance.
 */
final class BulkMachine {
    private static final Duration KEPT = Duration.ofDays(7);

    private final Account account;
    private final Faults faults;
    private final Map<String, Batch> batches = new LinkedHashMap<>();
    private final PriorityQueue<Batch> pending =
            new PriorityQueue<>(Comparator.comparing(Batch::due).thenComparingLong(batch -> batch.sequence));
    private long lastSequence;

    BulkMachine(Account account, Faults faults) {
        this.account = account;
        this.faults = faults;
    }

    Batch accept(List<BulkContact> contacts) {
        var now = account.now();
        var fault = faults.onBatch().orElse(null);
        var batch = new Batch(++lastSequence, now, contacts, account.settings().bulk(), fault);
        forgetOld(now);
        batches.put(batch.id, batch);
        pending.add(batch);
        return batch;
    }

    /** One that has ended, as it was kept. */
    void restore(Batch batch) {
        batches.put(batch.id, batch);
        lastSequence = Math.max(lastSequence, batch.sequence);
    }

    /** Null when there is none. */
    Batch get(String id) {
        return batches.get(id);
    }

    Collection<Batch> all() {
        return batches.values();
    }

    /** Lets every contact take effect whose time has come. */
    void catchUp(Instant now) {
        while (!pending.isEmpty() && !pending.peek().due().isAfter(now)) {
            var batch = pending.poll();
            var due = batch.due();
            batch.take().ifPresent(contact -> apply(contact, batch, due));
            if (!batch.ended()) {
                pending.add(batch);
            }
        }
    }

    /** Lets everything take effect that was accepted. */
    void finish() {
        while (!pending.isEmpty()) {
            catchUp(pending.peek().due());
        }
    }

    private void apply(BulkContact contact, Batch batch, Instant at) {
        var email = contact.data().email();
        var present = account.contacts.find(email);
        if (refused(contact, present)) {
            batch.failed.add(email);
            return;
        }
        long now = at.toEpochMilli();
        if (present == null) {
            present = account.create(contact.data(), now);
            batch.created.add(present.id);
        } else {
            account.write(present, contact.data().withoutEmail(), now);
        }
        subscribe(contact, present, now);
        for (var name : contact.tags()) {
            account.tag(present, account.tags.findOrCreate(name, now), "import", contact.automations(), at);
        }
        batch.succeeded.add(present.id);
    }

    private boolean refused(BulkContact contact, Contact present) {
        var email = contact.data().email();
        return account.excluded(email)
                || account.bounced(email)
                || !EmailRules.deliverable(email)
                || present == null && account.full()
                || present != null && contact.subscribe().stream().anyMatch(list -> unsubscribed(list, present));
    }

    private boolean unsubscribed(int listId, Contact contact) {
        var list = account.lists.get(listId);
        return list != null && account.lists.unsubscribed(list, contact);
    }

    private void subscribe(BulkContact contact, Contact target, long now) {
        for (int id : contact.subscribe()) {
            put(id, target, Lists.SUBSCRIBED, now);
        }
        for (int id : contact.unsubscribe()) {
            put(id, target, Lists.UNSUBSCRIBED, now);
        }
    }

    private void put(int listId, Contact contact, int status, long now) {
        var list = account.lists.get(listId);
        if (list != null) {
            account.lists.put(list, contact, status, now);
        }
    }

    private void forgetOld(Instant now) {
        var oldest = now.minus(KEPT);
        var eldest = batches.values().iterator();
        while (eldest.hasNext() && eldest.next().acceptedAt.isBefore(oldest)) {
            eldest.remove();
        }
    }
}
