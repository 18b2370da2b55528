package org.datasync.notification.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.Runs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CourseTest {
    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");
    private static final String LIST_GONE = "FAILED:LIST_MISSING";

    @Test
    void aNewProblemBeginsAndIsTold() {
        Course course = course(failed("LIST_MISSING"), Past.NONE);

        assertThat(course.trend()).isEqualTo(Trend.BEGAN);
        assertThat(isSent(course, When.PROBLEMS)).isTrue();
        assertThat(isSent(course, When.CHANGES)).isTrue();
        assertThat(course.suppressesForOperators()).isEmpty();
    }

    @Test
    void theSameProblemAgainIsToldOnlyToThoseWhoWantEveryRun() {
        Course course =
                course(failed("LIST_MISSING"), new Past(Outcome.FAILED, LIST_GONE, NOW.minusSeconds(900), true, false));

        assertThat(course.trend()).isEqualTo(Trend.REPEATED);
        assertThat(isSent(course, When.PROBLEMS)).isFalse();
        assertThat(isSent(course, When.CHANGES)).isFalse();
        assertThat(course.suppressesForOperators()).contains("The same problem was told before");
        assertThat(isSent(course, When.EVERY_RUN)).isTrue();
    }

    @Test
    void anotherProblemIsNews() {
        Course course = course(failed("ACCOUNT_BLOCKED"), new Past(Outcome.FAILED, LIST_GONE, null, true, false));

        assertThat(isSent(course, When.PROBLEMS)).isTrue();
    }

    @Test
    void twoProblemsThatTakeTurnsAreToldOnceEach() {
        Past other = new Past(Outcome.FAILED, "FAILED:ACCOUNT_BLOCKED", NOW.minusSeconds(1800), true, false);

        Course course = course(failed("LIST_MISSING"), other);

        assertThat(course.trend()).isEqualTo(Trend.REPEATED);
        assertThat(isSent(course, When.PROBLEMS)).isFalse();
        assertThat(course.suppressesForOperators()).isPresent();
    }

    @Test
    void operatorsHearThatAFailureIsOverAlsoWhenErrorsOnAddressesCameBetween() {
        Past errors = new Past(Outcome.SUCCEEDED_WITH_ERRORS, "SUCCEEDED_WITH_ERRORS:PROBLEMS", null, true, false);

        assertThat(course(succeeded(true), errors).suppressesForOperators()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"SUCCEEDED", "SUCCEEDED_WITH_ERRORS", "FAILED", "CANCELLED"})
    void whoWantsEveryRunGetsItHoweverOftenItRepeats(RunState state) {
        Story story = story(state, "REASON");
        Past same = new Past(story.outcome(), story.signature(), NOW.minusSeconds(60), true, false);

        assertThat(isSent(course(story, same), When.EVERY_RUN)).isTrue();
    }

    @Test
    void operatorsHearOfTheEndOfARunThatStoodStill() {
        Past stalled = new Past(Outcome.SUCCEEDED, null, null, false, true);

        assertThat(course(succeeded(true), stalled).suppressesForOperators()).isEmpty();
        assertThat(isSent(course(succeeded(true), stalled), When.PROBLEMS)).isFalse();
    }

    @Test
    void aDigestIsNeverSuppressed() {
        Past same = new Past(Outcome.SKIPPED, LIST_GONE, NOW.minusSeconds(60), true, false);

        assertThat(isSent(course(story(RunState.SKIPPED, "ACTIVE_RUN"), same), When.DAILY_DIGEST))
                .isTrue();
    }

    @Test
    void theFirstSuccessAfterAProblemIsToldAsRecovery() {
        Course course = course(succeeded(false), new Past(Outcome.FAILED, LIST_GONE, null, true, false));

        assertThat(course.trend()).isEqualTo(Trend.RECOVERED);
        assertThat(isSent(course, When.PROBLEMS)).isTrue();
        assertThat(course.suppressesForOperators()).isEmpty();
    }

    @Test
    void theSuccessAfterThatIsNoNewsForThoseWhoWantProblems() {
        Course course = course(succeeded(true), new Past(Outcome.SUCCEEDED, null, null, false, false));

        assertThat(isSent(course, When.PROBLEMS)).isFalse();
        assertThat(course.suppressesForOperators()).isPresent();
    }

    @Test
    void operatorsAreNotToldOfErrorsOnAddressesNorOfTheirEnd() {
        Story errors = story(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS");

        assertThat(course(errors, Past.NONE).suppressesForOperators()).isPresent();
        assertThat(course(
                                succeeded(false),
                                new Past(Outcome.SUCCEEDED_WITH_ERRORS, errors.signature(), null, false, false))
                        .suppressesForOperators())
                .isPresent();
    }

    @Test
    void whoWantsChangesGetsEveryRunThatChangedSomething() {
        Past healthy = new Past(Outcome.SUCCEEDED, null, null, false, false);

        assertThat(isSent(course(succeeded(true), healthy), When.CHANGES)).isTrue();
        assertThat(isSent(course(succeeded(false), healthy), When.CHANGES)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void whoWantsEveryRunGetsEachOutcome(RunState state) {
        assertThat(isSent(course(story(state, "REASON"), Past.NONE), When.EVERY_RUN))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(names = {"EVERY_RUN", "CHANGES", "PROBLEMS"})
    void aSeriesOfSkippedRunsIsToldOnce(When when) {
        Story skipped = story(RunState.SKIPPED, "ALREADY_ACTIVE");

        assertThat(isSent(course(skipped, new Past(Outcome.SUCCEEDED, null, null, false, false)), when))
                .isTrue();
        assertThat(isSent(course(skipped, new Past(Outcome.SKIPPED, null, null, false, false)), when))
                .isFalse();
    }

    /** Each run takes longer than its schedule allows, so one is skipped after each that ends. */
    @Test
    void runsThatAreSkippedAgainAndAgainAreToldOnceADay() {
        Story skipped = story(RunState.SKIPPED, "ACTIVE_RUN");
        Past today = new Past(Outcome.SUCCEEDED, null, NOW.minus(Duration.ofHours(1)), false, false);
        Past yesterday = new Past(Outcome.SUCCEEDED, null, NOW.minus(Duration.ofHours(24)), false, false);

        assertThat(course(skipped, today).suppresses(When.PROBLEMS)).contains("Told already that runs are skipped");
        assertThat(isSent(course(skipped, today), When.CHANGES)).isFalse();
        assertThat(isSent(course(skipped, today), When.EVERY_RUN)).isTrue();
        assertThat(isSent(course(skipped, yesterday), When.PROBLEMS)).isTrue();
    }

    @Test
    void aHoldThatComesBackAfterARejectionIsToldOnceADay() {
        Story held = Story.of(Runs.run().finishedAt(NOW).held());
        Past rejected = new Past(Outcome.CANCELLED, held.signature(), NOW.minus(Duration.ofHours(2)), true, false);
        Past rejectedYesterday =
                new Past(Outcome.CANCELLED, held.signature(), NOW.minus(Duration.ofHours(24)), true, false);

        assertThat(isSent(course(held, rejected), When.PROBLEMS)).isFalse();
        assertThat(course(held, rejected).suppressesForOperators()).isPresent();
        assertThat(isSent(course(held, rejectedYesterday), When.PROBLEMS)).isTrue();
        assertThat(isSent(course(held, rejected), When.EVERY_RUN)).isTrue();
    }

    @Test
    void aCancelledRunNeitherBeginsNorEndsAProblem() {
        Story cancelled = story(RunState.CANCELLED, "REJECTED");

        assertThat(course(cancelled, Past.NONE).trend()).isEqualTo(Trend.STEADY);
        assertThat(course(cancelled, new Past(Outcome.FAILED, LIST_GONE, null, true, false))
                        .trend())
                .isEqualTo(Trend.STEADY);
    }

    @Test
    void aHoldThatNobodyDecidedIsAProblem() {
        assertThat(isSent(course(story(RunState.CANCELLED, "NOT_DECIDED"), Past.NONE), When.PROBLEMS))
                .isTrue();
    }

    private static boolean isSent(Course course, When when) {
        return course.suppresses(when).isEmpty();
    }

    private static Course course(Story story, Past past) {
        return new Course(story, past);
    }

    private static Story failed(String reason) {
        return Story.of(Runs.run()
                .finishedAt(NOW)
                .ended(RunState.FAILED, reason, null)
                .counted(null, null)
                .finished());
    }

    private static Story story(RunState state, String reason) {
        return Story.of(Runs.run().finishedAt(NOW).ended(state, reason, null).finished());
    }

    private static Story succeeded(boolean changed) {
        Runs run = Runs.run().finishedAt(NOW);
        return Story.of(
                changed
                        ? run.finished()
                        : run.counted(
                                        Runs.counts(
                                                0,
                                                0,
                                                0,
                                                OperationOutcomes.ZERO,
                                                OperationOutcomes.ZERO,
                                                OperationOutcomes.ZERO),
                                        null)
                                .finished());
    }
}
