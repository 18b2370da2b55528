package org.datasync.contracts.sync.v1;

import java.util.List;

/** Which addresses of a member count. Empty lists do not filter; within a list one match is enough. */
public record Filters(
        List<Integer> contactPointPurposes,
        List<Integer> eaddressTypes,
        boolean primaryOnly,
        boolean ignoreContactPermissions) {
    public Filters {
        contactPointPurposes = contactPointPurposes == null ? List.of() : List.copyOf(contactPointPurposes);
        eaddressTypes = eaddressTypes == null ? List.of() : List.copyOf(eaddressTypes);
    }
}
