package org.datasync.notification.course;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;

/**
 * What matters of a run for the question who is told.
 *
 * @param signature what the problem is: equal for the same problem again. Null if there is none
 * @param changed whether there was anything to send to Prospect2
 */
public record Story(Outcome outcome, String signature, boolean changed, Instant at) {
    private static final String NOT_DECIDED = "NOT_DECIDED";
    private static final int LONGEST_SIGNATURE = 120;

    public Story {
        requireNonNull(outcome, "outcome");
        requireNonNull(at, "at");
    }

    public static Story of(RunFinished run) {
        Outcome outcome = outcome(run);
        boolean changed = outcome != Outcome.SKIPPED && changed(run.counts());
        return new Story(outcome, signature(outcome, run.reason()), changed, run.finishedAt());
    }

    public static Story of(RunHeld run) {
        return new Story(Outcome.HELD, named(Outcome.HELD, run.why()), false, run.heldAt());
    }

    public boolean isProblem() {
        return signature != null;
    }

    /** Neither begins nor ends a problem: somebody decided so, or nothing ran. */
    boolean isNeutral() {
        return !isProblem() && outcome != Outcome.SUCCEEDED;
    }

    private static Outcome outcome(RunFinished run) {
        return switch (run.state()) {
            case SUCCEEDED -> Outcome.SUCCEEDED;
            case SUCCEEDED_WITH_ERRORS -> Outcome.SUCCEEDED_WITH_ERRORS;
            case FAILED -> Outcome.FAILED;
            case CANCELLED -> Outcome.CANCELLED;
            case SKIPPED -> Outcome.SKIPPED;
            case UNKNOWN -> Outcome.UNKNOWN;
        };
    }

    private static String signature(Outcome outcome, String reason) {
        return switch (outcome) {
            case SUCCEEDED, SKIPPED, STALLED -> null;
            case CANCELLED -> NOT_DECIDED.equals(reason) ? named(outcome, reason) : null;
            case SUCCEEDED_WITH_ERRORS, FAILED, HELD, UNKNOWN -> named(outcome, reason);
        };
    }

    private static String named(Outcome outcome, String reason) {
        String name = reason == null ? outcome.name() : outcome + ":" + reason;
        return name.length() <= LONGEST_SIGNATURE ? name : name.substring(0, LONGEST_SIGNATURE);
    }

    private static boolean changed(RunCounts counts) {
        return counts != null
                && counts.tag().planned()
                                + counts.update().planned()
                                + counts.untag().planned()
                        > 0;
    }
}
