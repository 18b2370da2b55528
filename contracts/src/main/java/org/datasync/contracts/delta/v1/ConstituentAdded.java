package org.datasync.contracts.delta.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.sync.v1.Tag;

/** Was not in the baseline and qualifies now: every address has operation TAG. */
public record ConstituentAdded(
        UUID runId,
        int syncId,
        Instant requestedAt,
        long sequence,
        int constituentNo,
        Tag tag,
        List<AddressChange> addresses,
        Profile profile,
        Processing processing)
        implements ConstituentDelta {
    public static final String TOPIC = "datasync.constituents-added.v1";

    public ConstituentAdded {
        requireNonNull(runId, "runId");
        requireNonNull(requestedAt, "requestedAt");
        requireNonNull(tag, "tag");
        requireNonNull(addresses, "addresses");
        requireNonNull(processing, "processing");
        addresses = List.copyOf(addresses);
        profile = profile == null ? Profile.EMPTY : profile;
    }

    @Override
    public String name() {
        return "constituents-added";
    }
}
