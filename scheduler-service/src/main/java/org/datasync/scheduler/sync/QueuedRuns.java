package org.datasync.scheduler.sync;

/** What an edit of a sync means for the run that waits for its start. The caller holds the lock of the sync. */
public interface QueuedRuns {
    /** Cancels the run of the schedule that waits for its start, if there is one. */
    void withdrawScheduled(DataSync sync, String reason, String detail);

    /** Whether the active run, if any, is the one that untags before the sync is deleted. */
    boolean beingDeleted(DataSync sync);
}
