package org.datasync.sandbox.prospect2;

import java.util.Collection;
import java.util.TreeMap;

/** The mailing lists of the account. */
final class Lists {
    static final int SUBSCRIBED = 1;
    static final int UNSUBSCRIBED = 2;

    private final TreeMap<Integer, MailingList> byId = new TreeMap<>();
    private int lastSubscription;

    MailingList add(int id, String name, long now) {
        int used = id > 0 ? id : byId.isEmpty() ? 1 : byId.lastKey() + 1;
        var list = new MailingList(used, name, now);
        if (byId.putIfAbsent(used, list) != null) {
            throw new IllegalArgumentException("a list with id %d exists".formatted(used));
        }
        return list;
    }

    /** Null when there is none. */
    MailingList get(int id) {
        return byId.get(id);
    }

    Collection<MailingList> all() {
        return byId.values();
    }

    MailingList.Subscription put(MailingList list, Contact contact, int status, long now) {
        var old = list.subscriptions.get(contact.id);
        int id = old != null ? old.id() : ++lastSubscription;
        var subscription = new MailingList.Subscription(id, contact.id, list.id, status, now);
        list.subscriptions.put(contact.id, subscription);
        return subscription;
    }

    boolean unsubscribed(MailingList list, Contact contact) {
        var subscription = list.subscriptions.get(contact.id);
        return subscription != null && subscription.status() == UNSUBSCRIBED;
    }

    void forget(Contact contact) {
        byId.values().forEach(list -> list.subscriptions.remove(contact.id));
    }
}
