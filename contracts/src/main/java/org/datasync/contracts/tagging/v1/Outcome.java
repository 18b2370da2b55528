package org.datasync.contracts.tagging.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** How one address operation ended, finally. */
public enum Outcome {
    DONE,
    /** It was so before; only where a call tells. */
    ALREADY,
    /** The reason lies in the address: remembered, not sent again. Never for UNTAG. */
    REJECTED,
    /** A passing reason: not remembered, planned again by the next run. */
    FAILED,
    /** Sent, and the result will never be learned. Also what a value of a later version reads as. */
    @JsonEnumDefaultValue
    UNKNOWN,
    CANCELLED
}
