package org.datasync.scheduler.pace;

import jakarta.enterprise.context.ApplicationScoped;
import org.datasync.scheduler.SchedulerConfig;

/**
 * How often one caller may start something, on this replica: a loop gone wild must not keep the list generation of
 * Tessitura or the queue of runs busy.
 */
@ApplicationScoped
public class StartLimit {
    private final Buckets previews;
    private final Buckets runs;

    StartLimit(SchedulerConfig config) {
        this.previews = new Buckets(config.limits().previewsPerMinute(), System::nanoTime);
        this.runs = new Buckets(config.limits().runStartsPerMinute(), System::nanoTime);
    }

    /** @throws TooManyStartsException if the caller started too many previews lately */
    public void preview(String caller) {
        take(previews, caller);
    }

    /** @throws TooManyStartsException if the caller started too many runs lately */
    public void run(String caller) {
        take(runs, caller);
    }

    private static void take(Buckets buckets, String caller) {
        long seconds = buckets.take(caller);
        if (seconds > 0) {
            throw new TooManyStartsException(seconds);
        }
    }
}
