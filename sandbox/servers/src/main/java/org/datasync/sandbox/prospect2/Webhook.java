package org.datasync.sandbox.prospect2;

import java.util.List;

/** A subscription. {@code sources}: who must have caused the event: public, admin, api or system. */
record Webhook(
        int id, String name, String url, List<String> events, List<String> sources, String listId, long createdAt) {
    static final Webhook EMPTY = new Webhook(0, "", "", List.of(), List.of(), "0", 0);

    Webhook withId(int newId) {
        return new Webhook(newId, name, url, events, sources, listId, createdAt);
    }
}
