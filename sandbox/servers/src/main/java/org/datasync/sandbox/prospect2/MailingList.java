package org.datasync.sandbox.prospect2;

import java.util.TreeMap;

/** A list of the account with the contacts that ever were on it. */
final class MailingList {
    final int id;
    final String name;
    final long createdAt;

    /** By contact id. */
    final TreeMap<Integer, Subscription> subscriptions = new TreeMap<>();

    MailingList(int id, String name, long createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }

    /** Status: 0 unconfirmed, 1 subscribed, 2 unsubscribed, 3 bounced. */
    record Subscription(int id, int contact, int list, int status, long since) {}
}
