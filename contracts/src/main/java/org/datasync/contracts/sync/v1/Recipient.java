package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;

/** Who gets the summary, and of which runs. */
public record Recipient(String address, When when) {
    public Recipient {
        requireNonNull(address, "address");
        requireNonNull(when, "when");
    }

    /** Which summaries a recipient wants. */
    public enum When {
        @JsonEnumDefaultValue
        EVERY_RUN,
        CHANGES,
        PROBLEMS,
        DAILY_DIGEST
    }

    /** Without the address: it is personal data and must not end in a log. */
    @Override
    public String toString() {
        return "Recipient[when=" + when + "]";
    }
}
