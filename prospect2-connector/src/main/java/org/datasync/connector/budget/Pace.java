package org.datasync.connector.budget;

/**
 * An even pace: after each take the next one is due an interval later. A take that comes late is made up for by at most
 * the slack, without a burst: the next comes nine tenths of the interval later at the earliest. Times are nanoseconds of
 * a monotonic clock.
 */
final class Pace {
    private final long slack;
    private long due;
    private long earliest;

    Pace(long slack, long now) {
        this.slack = slack;
        this.due = now;
        this.earliest = now;
    }

    /** How long until the next take; 0 or less: now. */
    long waitAt(long now) {
        return Math.max(due, earliest) - now;
    }

    void take(long now, long interval) {
        due = Math.max(due, now - slack) + interval;
        earliest = now + interval / 10 * 9;
    }

    void notBefore(long time) {
        due = Math.max(due, time);
    }
}
