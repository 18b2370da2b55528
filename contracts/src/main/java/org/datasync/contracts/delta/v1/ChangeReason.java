package org.datasync.contracts.delta.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Why a constituent that was in the baseline is sent again. */
public enum ChangeReason {
    /** A row in the audit trail that counts as a change. */
    AUDIT_TRAIL,
    /** A row in the membership audit. */
    MEMBERSHIP,
    /** An eligible address is PENDING or IN_DOUBT. */
    INCOMPLETE,
    /** Everybody is sent again. */
    FULL,
    /** An address came or went and the sync follows address changes. */
    ADDRESS_CHANGED,
    @JsonEnumDefaultValue
    UNKNOWN
}
