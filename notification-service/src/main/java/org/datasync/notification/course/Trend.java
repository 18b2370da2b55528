package org.datasync.notification.course;

/** How a notice stands to those before it. The name is stored. */
public enum Trend {
    /** No problem before, none now. */
    STEADY,
    /** A problem that was not there since the last success. */
    BEGAN,
    /** A problem that was told before and is not over. */
    REPEATED,
    /** The first success after a problem. */
    RECOVERED
}
