package org.datasync.notification.course;

/** What a notice says about a run. The name is stored. */
public enum Outcome {
    SUCCEEDED,
    SUCCEEDED_WITH_ERRORS,
    FAILED,
    CANCELLED,
    SKIPPED,
    HELD,
    /** The run is not over: no part of the course of its sync. */
    STALLED,
    UNKNOWN
}
