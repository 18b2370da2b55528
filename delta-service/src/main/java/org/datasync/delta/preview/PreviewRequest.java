package org.datasync.delta.preview;

import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.datasync.contracts.sync.v1.SyncDefinition;

/**
 * What a run of this definition would do now.
 *
 * @param syncId whose baseline to compare with; null for a sync that is not saved: an empty baseline
 * @param otherSyncIds the other syncs with this tag that are ON
 */
record PreviewRequest(Integer syncId, @NotNull SyncDefinition definition, List<Integer> otherSyncIds) {
    private static final int NO_SYNC = -1;

    PreviewRequest {
        otherSyncIds = otherSyncIds == null ? List.of() : List.copyOf(otherSyncIds);
    }

    int baseline() {
        return syncId == null ? NO_SYNC : syncId;
    }
}
