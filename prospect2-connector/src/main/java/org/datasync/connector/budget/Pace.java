package org.datasync.connector.budget;

/**
 * An even pace: after each take the next one is due an interval later. A take that comes late is made up for by at most
 * the slack, without a burst: the next comes a share of the interval later at the earliest. Times are nanoseconds of a
 * monotonic clock.
 */
final class Pace {
    private final long slack;
    private final double least;
    private long due;
    private long earliest;

    /** @param least the share of the interval that lies between two takes however late the first was */
    Pace(long slack, double least, long now) {
        this.slack = slack;
        this.least = least;
        this.due = now;
        this.earliest = now;
    }

    /** How long until the next take; 0 or less: now. */
    long waitAt(long now) {
        return Math.max(due, earliest) - now;
    }

    void take(long now, long interval) {
        due = Math.max(due, now - slack) + interval;
        earliest = now + (long) (interval * least);
    }

    void notBefore(long time) {
        due = Math.max(due, time);
    }
}
