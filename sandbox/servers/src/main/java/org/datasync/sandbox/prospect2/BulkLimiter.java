package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;

/** The two limits per minute of the bulk import: one for a single contact, a larger one for several. */
final class BulkLimiter {
    private final Bucket single = new Bucket();
    private final Bucket several = new Bucket();

    /** Whether a request with that many contacts may go on. */
    boolean arrive(Instant now, int contacts, Settings.Limits limits) {
        return contacts == 1
                ? single.arrive(now, limits.singleBulkPerMinute())
                : several.arrive(now, limits.bulkPerMinute());
    }

    int peakPerMinute() {
        return several.arrived.peak();
    }

    int peakSinglePerMinute() {
        return single.arrived.peak();
    }

    long refused() {
        return single.refused + several.refused;
    }

    void reset() {
        single.reset();
        several.reset();
    }

    private static final class Bucket {
        private final SlidingWindow accepted = new SlidingWindow(Duration.ofMinutes(1));
        private final SlidingWindow arrived = new SlidingWindow(Duration.ofMinutes(1));
        private long refused;

        boolean arrive(Instant now, int limit) {
            arrived.add(now);
            if (accepted.count(now) >= limit) {
                refused++;
                return false;
            }
            accepted.add(now);
            return true;
        }

        void reset() {
            accepted.clear();
            arrived.clear();
            refused = 0;
        }
    }
}
