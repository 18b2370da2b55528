package org.datasync.contracts.sync.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** DELTA sends the difference to the baseline, FULL sends every qualified constituent again. */
public enum Mode {
    DELTA,
    FULL,
    @JsonEnumDefaultValue
    UNKNOWN
}
