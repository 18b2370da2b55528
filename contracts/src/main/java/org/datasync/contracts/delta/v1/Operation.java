package org.datasync.contracts.delta.v1;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** What to do with one address. */
public enum Operation {
    /** Create or update the contact and add the tag. */
    TAG,
    /** Update the contact's data, the tag is not sent. */
    UPDATE,
    /** Take the tag away. */
    UNTAG,
    @JsonEnumDefaultValue
    UNKNOWN
}
