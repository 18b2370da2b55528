package org.datasync.notification.course;

/** How a notice stands to those before it. The name is stored. */
public enum Trend {
    /** No problem before, none now. */
    STEADY,
    /** A problem that the run before did not have. */
    BEGAN,
    /** The problem of the run before again. */
    REPEATED,
    /** The first success after a problem. */
    RECOVERED
}
