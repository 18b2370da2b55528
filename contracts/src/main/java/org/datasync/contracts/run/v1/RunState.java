package org.datasync.contracts.run.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How a run ended. */
public enum RunState {
    SUCCEEDED,
    SUCCEEDED_WITH_ERRORS,
    FAILED,
    CANCELLED,
    SKIPPED,
    @JsonEnumDefaultValue
    UNKNOWN
}
