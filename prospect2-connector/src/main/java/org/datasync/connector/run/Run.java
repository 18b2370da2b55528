package org.datasync.connector.run;

import java.util.UUID;

/**
 * A run that is not closed and has rows.
 *
 * @param received how many rows have arrived
 * @param settled how many of them are settled
 * @param complete whether all its rows have arrived
 */
public record Run(
        long no,
        UUID id,
        int syncId,
        String tagId,
        String tagName,
        RunState state,
        long received,
        long settled,
        boolean complete) {

    /** How many rows are not settled; no end is in sight while not all have arrived. */
    public long rowsLeft() {
        return complete ? received - settled : Long.MAX_VALUE;
    }
}
