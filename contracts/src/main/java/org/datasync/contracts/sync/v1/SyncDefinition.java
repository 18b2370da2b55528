package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** A data sync as it was when the run started: edits apply from the next run. */
public record SyncDefinition(
        String description,
        int listNo,
        Tag tag,
        JobType jobType,
        ProcessingOptions processing,
        Filters filters,
        Schedule schedule,
        @JsonProperty("notify") List<Recipient> recipients,
        Guard guard,
        boolean followAddressChanges) {
    public SyncDefinition {
        requireNonNull(description, "description");
        requireNonNull(tag, "tag");
        requireNonNull(jobType, "jobType");
        requireNonNull(processing, "processing");
        requireNonNull(filters, "filters");
        requireNonNull(guard, "guard");
        recipients = recipients == null ? List.of() : List.copyOf(recipients);
    }
}
