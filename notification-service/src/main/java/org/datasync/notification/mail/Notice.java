package org.datasync.notification.mail;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.course.Course;
import org.datasync.notification.course.Story;
import org.datasync.notification.course.Trend;

/**
 * Something to tell: an event with its payload.
 *
 * @param story null for a notice that is not about one run or not in the course of its sync
 * @param told whether readers who do not want every run are told
 */
record Notice(
        String eventId,
        NoticeKind kind,
        UUID runId,
        Integer syncId,
        Instant occurredAt,
        byte[] payload,
        Story story,
        Trend trend,
        boolean told) {
    Notice {
        requireNonNull(eventId, "eventId");
        requireNonNull(kind, "kind");
        requireNonNull(occurredAt, "occurredAt");
        requireNonNull(payload, "payload");
        requireNonNull(trend, "trend");
    }

    static Notice of(Event event, NoticeKind kind, UUID runId, int syncId, Course course) {
        Story story = course.story();
        return new Notice(
                event.id(),
                kind,
                runId,
                syncId,
                story.at(),
                EventJson.write(event),
                story,
                course.trend(),
                course.isTold());
    }

    static Notice ofStalled(RunStalled run) {
        return new Notice(
                run.id(),
                NoticeKind.RUN_STALLED,
                run.runId(),
                run.syncId(),
                run.stalledAt(),
                EventJson.write(run),
                null,
                Trend.STEADY,
                false);
    }

    static Notice ofNoRun(String eventId, NoticeKind kind, Instant occurredAt, byte[] payload) {
        return new Notice(eventId, kind, null, null, occurredAt, payload, null, Trend.STEADY, false);
    }

    /** Without the payload: it names recipients. */
    @Override
    public String toString() {
        return "Notice[eventId=" + eventId + "]";
    }
}
