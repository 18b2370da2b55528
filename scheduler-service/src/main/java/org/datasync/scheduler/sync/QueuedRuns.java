package org.datasync.scheduler.sync;

/** What an edit of a sync means for the run that waits for its start. The caller holds the lock of the sync. */
public interface QueuedRuns {
    /** Cancels the run of the schedule that waits for its start, if there is one. */
    void withdrawScheduled(DataSync sync, Withdrawal why);

    /** Whether the active run, if any, is the one that untags before the sync is deleted. */
    boolean beingDeleted(DataSync sync);

    /** Why a run is not to start; the name is the code of the reason. */
    enum Withdrawal {
        SCHEDULE_CHANGED("The schedule was changed before the start"),
        SWITCHED_OFF("The sync was switched off before the start");

        private final String sentence;

        Withdrawal(String sentence) {
            this.sentence = sentence;
        }

        public String sentence() {
            return sentence;
        }
    }
}
