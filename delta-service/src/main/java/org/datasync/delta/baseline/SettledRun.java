package org.datasync.delta.baseline;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.datasync.delta.database.Sql;

/**
 * The run whose outcomes change the baseline.
 *
 * @param otherSyncIds the other syncs with this tag that are ON
 * @param firstSequence all sequences of the plan are greater
 */
public record SettledRun(
        long runNo, int syncId, int listNo, String tagId, List<Integer> otherSyncIds, long firstSequence) {
    public SettledRun {
        requireNonNull(tagId, "tagId");
        otherSyncIds = List.copyOf(otherSyncIds);
    }

    Sql into(Sql names) {
        return names.with("run", runNo)
                .with("sync", syncId)
                .with("list", listNo)
                .with("others", otherSyncIds)
                .with("first", firstSequence);
    }
}
