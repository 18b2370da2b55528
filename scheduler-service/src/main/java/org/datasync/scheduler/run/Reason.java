package org.datasync.scheduler.run;

/** Codes of why a run ended, beside those that delta-service, the connector and edits of the sync give. */
public final class Reason {
    public static final String CANCELLED = "CANCELLED";
    public static final String REJECTED = "REJECTED";
    public static final String NOT_DECIDED = "NOT_DECIDED";
    public static final String ACTIVE_RUN = "ACTIVE_RUN";
    static final String PROBLEMS = "PROBLEMS";
    static final String BOOKS = "BOOKS";
    static final String NOTHING_APPLIED = "NOTHING_APPLIED";

    private Reason() {}
}
