package org.datasync.delta.preview;

import java.time.Instant;
import org.datasync.contracts.run.v1.RunCounts;

/**
 * A preview as its row says. Its plan is stored like that of a run, under a negative number.
 *
 * @param reason why it failed
 */
record Preview(
        long previewNo,
        String id,
        State state,
        PreviewRequest request,
        RunCounts counts,
        String reason,
        int attempt,
        Instant nextAttemptAt) {
    long runNo() {
        return -previewNo;
    }

    boolean isDue(Instant now) {
        return nextAttemptAt == null || !nextAttemptAt.isAfter(now);
    }

    enum State {
        COMPUTING,
        READY,
        FAILED
    }
}
