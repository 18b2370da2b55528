package org.datasync.contracts.delta.v1;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.sync.v1.Tag;

/**
 * What one run does with one constituent. A constituent is in exactly one of the three topics per run;
 * {@code (runId, sequence)} identifies the record. Key: the constituent number.
 */
public sealed interface ConstituentDelta extends Event
        permits ConstituentAdded, ConstituentRemoved, ConstituentChanged {
    UUID runId();

    int syncId();

    /** When the run was requested: a receiver that does not know the run refuses records older than the topic. */
    Instant requestedAt();

    /** Rises within the run, one per constituent, not necessarily without gaps. */
    long sequence();

    int constituentNo();

    Tag tag();

    List<AddressChange> addresses();

    Profile profile();

    Processing processing();

    @Override
    default String key() {
        return Integer.toString(constituentNo());
    }

    @Override
    default String id() {
        return name() + ":" + runId() + ":" + sequence();
    }
}
