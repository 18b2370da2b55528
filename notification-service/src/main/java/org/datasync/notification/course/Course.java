package org.datasync.notification.course;

import java.time.Duration;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Recipient.When;

/**
 * One notice in the course of its sync, and who is told. A problem is told when it begins and when it is over, not each
 * time it repeats, also where two take turns; a hold that comes back after it was rejected is told once a day; runs
 * skipped in a row are told once, and once a day where every run takes longer than its schedule allows. Who wants every
 * run gets every run, but one of a series of skipped ones.
 */
public final class Course {
    private static final Duration TOLD_AGAIN = Duration.ofHours(24);

    private static final String SKIPPED_BEFORE = "Told already that runs are skipped";

    private final Story story;
    private final Past past;

    public Course(Story story, Past past) {
        this.story = story;
        this.past = past;
    }

    public Story story() {
        return story;
    }

    public Trend trend() {
        if (story.isProblem()) {
            return past.toldAt() != null || story.signature().equals(past.problem()) ? Trend.REPEATED : Trend.BEGAN;
        }
        return !story.isNeutral() && past.problem() != null ? Trend.RECOVERED : Trend.STEADY;
    }

    /** Whether those are told who want to know of problems only. */
    public boolean isTold() {
        return switch (trend()) {
            case BEGAN, RECOVERED -> true;
            case REPEATED -> story.outcome() == Outcome.HELD && !isToldToday();
            case STEADY -> story.outcome() == Outcome.SKIPPED && !isSkippedAgain() && !isToldToday();
        };
    }

    /** Why a recipient who wants such runs does not get this one; empty if it is sent, or waits for a digest. */
    public Optional<String> suppresses(When when) {
        return switch (when) {
            case EVERY_RUN -> isSkippedAgain() ? Optional.of(SKIPPED_BEFORE) : Optional.empty();
            case PROBLEMS -> isTold() ? Optional.empty() : Optional.of(noNews("problems"));
            case CHANGES -> story.changed() || isTold() ? Optional.empty() : Optional.of(noNews("changes"));
            case DAILY_DIGEST -> Optional.empty();
        };
    }

    /**
     * Why operators do not hear of it. They are told of failures and holds, and when those are over, and of the end of a run that
     * stood still.
     */
    public Optional<String> suppressesForOperators() {
        boolean theirs = story.outcome() == Outcome.FAILED
                || story.outcome() == Outcome.HELD
                || trend() == Trend.RECOVERED && past.concernsOperators();
        return past.stalled() || theirs && isTold() ? Optional.empty() : Optional.of(noNews("failures and holds"));
    }

    private boolean isToldToday() {
        return past.toldAt() != null && story.at().isBefore(past.toldAt().plus(TOLD_AGAIN));
    }

    private boolean isSkippedAgain() {
        return story.outcome() == Outcome.SKIPPED && past.last() == Outcome.SKIPPED;
    }

    private String noNews(String wanted) {
        if (story.outcome() == Outcome.SKIPPED) {
            return SKIPPED_BEFORE;
        }
        return trend() == Trend.REPEATED
                ? "The same problem was told before"
                : "Nothing to tell, this recipient wants %s only".formatted(wanted);
    }
}
