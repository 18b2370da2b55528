package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Course;
import org.datasync.notification.course.Outcome;
import org.datasync.notification.course.Past;
import org.datasync.notification.course.Story;
import org.datasync.notification.course.Trend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The course of a sync as it is read back from the notices. */
class NoticeRepositoryTest {
    private static final int SYNC = 7;

    private NoticeRepository notices;
    private Instant now = Instant.parse("2026-11-24T11:00:00Z");

    @BeforeEach
    void create() throws SQLException {
        notices = new NoticeRepository(NotificationDatabase.create());
    }

    @Test
    void nothingIsKnownOfASyncAtFirst() {
        assertThat(notices.past(SYNC, UUID.randomUUID(), failed("LIST_MISSING")))
                .isEqualTo(Past.NONE);
    }

    @Test
    void aProblemIsToldOnceAndItsEndOnceHoweverOftenItRepeats() {
        assertThat(List.of(
                        told(failed("LIST_MISSING")),
                        told(failed("LIST_MISSING")),
                        told(failed("ACCOUNT_BLOCKED")),
                        told(failed("LIST_MISSING")),
                        told(failed("ACCOUNT_BLOCKED")),
                        told(ended(RunState.SUCCEEDED, null)),
                        told(ended(RunState.SUCCEEDED, null)),
                        told(failed("LIST_MISSING"))))
                .containsExactly(true, false, true, false, false, true, false, true);
    }

    @Test
    void theSameHoldIsToldOnceADayThroughRejectionsAndMissedDecisions() {
        assertThat(told(held())).isTrue();
        assertThat(told(ended(RunState.CANCELLED, "REJECTED"))).isFalse();
        assertThat(told(held())).isFalse();
        assertThat(told(ended(RunState.CANCELLED, "NOT_DECIDED"))).isTrue();
        assertThat(told(held())).isFalse();
        assertThat(told(ended(RunState.CANCELLED, "NOT_DECIDED"))).isFalse();

        now = now.plus(Duration.ofDays(1));

        assertThat(told(held())).isTrue();
    }

    @Test
    void skippedRunsAreToldOnceInARowAndOnceADay() {
        assertThat(List.of(
                        told(ended(RunState.SKIPPED, "ACTIVE_RUN")),
                        told(ended(RunState.SKIPPED, "ACTIVE_RUN")),
                        told(ended(RunState.SUCCEEDED, null)),
                        told(ended(RunState.SKIPPED, "ACTIVE_RUN"))))
                .containsExactly(true, false, false, false);

        now = now.plus(Duration.ofDays(1));

        assertThat(told(ended(RunState.SUCCEEDED, null))).isFalse();
        assertThat(told(ended(RunState.SKIPPED, "ACTIVE_RUN"))).isTrue();
    }

    @Test
    void aProblemOfAnotherSyncIsNone() {
        record(SYNC + 1, failed("LIST_MISSING"));

        assertThat(told(failed("LIST_MISSING"))).isTrue();
    }

    @Test
    void anEventThatComesLateIsJudgedByWhatWasBeforeIt() {
        Story late = ended(RunState.SUCCEEDED, null);
        told(failed("LIST_MISSING"));

        assertThat(notices.past(SYNC, UUID.randomUUID(), late)).isEqualTo(Past.NONE);
    }

    @Test
    void operatorsAreConcernedFromAFailureToTheNextSuccess() {
        told(failed("LIST_MISSING"));
        told(ended(RunState.SUCCEEDED_WITH_ERRORS, "PROBLEMS"));
        Past unhealthy = notices.past(SYNC, UUID.randomUUID(), ended(RunState.SUCCEEDED, null));
        told(ended(RunState.SUCCEEDED, null));
        Past healthy = notices.past(SYNC, UUID.randomUUID(), ended(RunState.SUCCEEDED, null));

        assertThat(unhealthy.concernsOperators()).isTrue();
        assertThat(healthy.concernsOperators()).isFalse();
        assertThat(healthy.last()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void aRunThatStoodStillIsNoProblemOfItsSync() {
        RunStalled stalled = next().stalled();
        notices.add(Notice.ofStalled(stalled), List.of(), now);
        Story end = ended(RunState.SUCCEEDED, null);

        assertThat(notices.past(stalled.syncId(), stalled.runId(), end))
                .isEqualTo(new Past(null, null, null, false, true));
        assertThat(notices.past(stalled.syncId(), UUID.randomUUID(), end)).isEqualTo(Past.NONE);
    }

    @Test
    void oneEventIsRecordedOnce() {
        Notice notice = Notice.ofNoRun("event", NoticeKind.TEST, now, new byte[] {'1'});
        notices.add(notice, List.of(), now);

        assertThatThrownBy(() -> notices.add(notice, List.of(), now))
                .hasRootCauseInstanceOf(SQLException.class)
                .hasMessage("event event could not be recorded");
        assertThat(notices.isKnown("event")).isTrue();
        assertThat(notices.isKnown("another")).isFalse();
    }

    /** Whether those are told of it who want problems only. */
    private boolean told(Story story) {
        return record(SYNC, story);
    }

    private boolean record(int syncId, Story story) {
        var course = new Course(story, notices.past(syncId, UUID.randomUUID(), story));
        Trend trend = course.trend();
        notices.add(
                new Notice(
                        UUID.randomUUID().toString(),
                        NoticeKind.RUN_FINISHED,
                        UUID.randomUUID(),
                        syncId,
                        story.at(),
                        new byte[] {'1'},
                        story,
                        trend,
                        course.isTold()),
                List.of(),
                now);
        return course.isTold();
    }

    private Story failed(String reason) {
        return ended(RunState.FAILED, reason);
    }

    private Story ended(RunState state, String reason) {
        return Story.of(next().ended(state, reason, null).finished());
    }

    private Story held() {
        return Story.of(next().held());
    }

    private Runs next() {
        now = now.plusSeconds(900);
        return Runs.run().finishedAt(now);
    }
}
