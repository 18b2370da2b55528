package org.datasync.connector.prospect2;

import java.util.Locale;
import java.util.Set;

/**
 * How far a bulk import is.
 *
 * @param failed lower-cased addresses that were not imported
 */
public record ImportProgress(Status status, Set<String> failed) {
    public ImportProgress {
        failed = Set.copyOf(failed);
    }

    /** Without the addresses. */
    @Override
    public String toString() {
        return "ImportProgress[status=" + status + ", failed=" + failed.size() + "]";
    }

    /** The states that the API names. */
    public enum Status {
        /** Not known to Prospect2, not yet or not any more. */
        UNSEEN,
        WAITING,
        CLAIMED,
        ACTIVE,
        COMPLETED,
        FAILED,
        INTERRUPTED;

        static Status of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "completed" -> COMPLETED;
                case "failed" -> FAILED;
                case "interrupted" -> INTERRUPTED;
                case "claimed" -> CLAIMED;
                case "active" -> ACTIVE;
                case "false", "" -> UNSEEN;
                // A state of a later version is not an end.
                default -> WAITING;
            };
        }
    }
}
