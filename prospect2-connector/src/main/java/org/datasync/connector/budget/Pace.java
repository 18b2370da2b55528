package org.datasync.connector.budget;

/**
 * An even pace: after each take the next one is due an interval later. A take that comes late may be made up for by
 * at most the slack, so that the rate holds without bursts. Times are nanoseconds of a monotonic clock.
 */
final class Pace {
    private final long slack;
    private long due;

    Pace(long slack, long now) {
        this.slack = slack;
        this.due = now;
    }

    /** How long until the next take; 0 or less: now. */
    long waitAt(long now) {
        return due - now;
    }

    void take(long now, long interval) {
        due = Math.max(due, now - slack) + interval;
    }

    void notBefore(long time) {
        due = Math.max(due, time);
    }
}
