package org.datasync.contracts.sync.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a run exists. */
public enum Trigger {
    SCHEDULED,
    MANUAL,
    /** Sends the refused rows of an earlier run again. */
    RETRY,
    /** Untags what the sync tagged before the sync is deleted. */
    DELETION,
    @JsonEnumDefaultValue
    UNKNOWN
}
