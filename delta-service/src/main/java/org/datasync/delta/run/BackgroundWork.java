package org.datasync.delta.run;

import java.util.List;
import org.datasync.delta.database.Transactions;

/** Something else than runs that the leader's threads do. */
public interface BackgroundWork {
    /** What can be done now. */
    List<Task> due();

    /**
     * Forgets a little of what is not needed any more.
     *
     * @return whether there may be more
     */
    boolean tidy(Transactions transactions);

    /**
     * A piece of work.
     *
     * @param number negative, unlike those of runs; a task with the same number is not started twice
     */
    record Task(long number, Step step) {}

    /** What a task does. */
    @FunctionalInterface
    interface Step {
        void run(Transactions transactions) throws InterruptedException;
    }
}
