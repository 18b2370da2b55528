package org.datasync.contracts.delta.v1;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.sync.v1.Tag;

/** Stays in the baseline and is sent again: addresses have operation UPDATE, TAG or UNTAG. */
public record ConstituentChanged(
        UUID runId,
        int syncId,
        Instant requestedAt,
        long sequence,
        int constituentNo,
        Tag tag,
        List<AddressChange> addresses,
        Profile profile,
        Processing processing,
        List<ChangeReason> reasons)
        implements ConstituentDelta {
    public static final String TOPIC = "datasync.constituents-changed.v1";

    public ConstituentChanged {
        requireNonNull(runId, "runId");
        requireNonNull(requestedAt, "requestedAt");
        requireNonNull(tag, "tag");
        requireNonNull(addresses, "addresses");
        requireNonNull(processing, "processing");
        addresses = List.copyOf(addresses);
        profile = profile == null ? Profile.EMPTY : profile;
        reasons = reasons == null ? List.of() : List.copyOf(reasons);
    }

    @Override
    public String name() {
        return "constituents-changed";
    }
}
