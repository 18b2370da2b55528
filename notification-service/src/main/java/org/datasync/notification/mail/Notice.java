package org.datasync.notification.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;

/** Something to tell: an event with its payload. */
record Notice(String eventId, NoticeKind kind, UUID runId, Integer syncId, Instant occurredAt, byte[] payload) {
    Notice {
        requireNonNull(eventId, "eventId");
        requireNonNull(kind, "kind");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(payload, "payload");
    }

    /** Without the payload: it names recipients. */
    @Override
    public String toString() {
        return "Notice[eventId=" + eventId + "]";
    }
}
