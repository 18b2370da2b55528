package org.datasync.connector.run;

import java.util.UUID;

/**
 * A run that is not closed and has rows.
 *
 * @param received how many rows have arrived
 * @param complete whether all its rows have arrived
 */
public record Run(
        long no, UUID id, int syncId, String tagId, String tagName, RunState state, long received, boolean complete) {}
