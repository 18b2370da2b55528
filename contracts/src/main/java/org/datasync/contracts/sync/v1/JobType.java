package org.datasync.contracts.sync.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What happens to constituents that leave the list. */
public enum JobType {
    /** They keep the tag. */
    ADD_ONLY,
    /** They lose the tag. */
    ADD_AND_REMOVE,
    @JsonEnumDefaultValue
    UNKNOWN
}
