package org.datasync.sandbox.prospect2;

import java.util.List;

/** A subscription. {@code sources}: who must have caused the event: public, admin, api or system. */
record Webhook(
        int id, String name, String url, List<String> events, List<String> sources, String listId, long createdAt) {}
