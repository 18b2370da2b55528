package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.datasync.contracts.Event;

/** A sync is gone for good: its baseline and stored ids can go. Key: the sync id. Ids are never used again. */
public record SyncDeleted(int syncId, Instant at) implements Event {
    public static final String TOPIC = "datasync.sync-deleted.v1";

    public SyncDeleted {
        requireNonNull(at, "at");
    }

    @Override
    public String name() {
        return "sync-deleted";
    }

    @Override
    public String key() {
        return Integer.toString(syncId);
    }

    @Override
    public String id() {
        return name() + ":" + syncId;
    }
}
