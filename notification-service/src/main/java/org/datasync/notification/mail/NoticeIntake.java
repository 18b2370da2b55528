package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.course.Course;
import org.datasync.notification.course.Story;
import org.datasync.notification.summary.SyncZone;
import org.jboss.logging.Logger;

/** Makes one row per event and recipient. The same event again changes nothing. */
@ApplicationScoped
class NoticeIntake {
    private static final Logger LOG = Logger.getLogger(NoticeIntake.class);

    private final NoticeRepository notices;
    private final Recipients recipients;
    private final NotificationConfig config;
    private final AddedMails added;
    private final Clock clock;
    private final MeterRegistry meters;

    NoticeIntake(
            NoticeRepository notices,
            Recipients recipients,
            NotificationConfig config,
            AddedMails added,
            Clock clock,
            MeterRegistry meters) {
        this.notices = notices;
        this.recipients = recipients;
        this.config = config;
        this.added = added;
        this.clock = clock;
        this.meters = meters;
    }

    @Transactional
    void accept(RunFinished run) {
        if (isNew(run.id(), run.finishedAt())) {
            Instant digestAt = digestAt(run.definition());
            Course course = course(run.syncId(), run.runId(), Story.of(run));
            record(
                    Notice.of(run, NoticeKind.RUN_FINISHED, run.runId(), run.syncId(), course),
                    recipients.of(run.id(), run.recipients(), course, digestAt));
        }
    }

    @Transactional
    void accept(RunHeld run) {
        if (isNew(run.id(), run.heldAt())) {
            Instant digestAt = digestAt(run.definition());
            Course course = course(run.syncId(), run.runId(), Story.of(run));
            record(
                    Notice.of(run, NoticeKind.RUN_HELD, run.runId(), run.syncId(), course),
                    recipients.of(run.id(), run.recipients(), course, digestAt));
        }
    }

    /** Is outside the course of the sync: the run is not over, and its recipients are told when it is. */
    @Transactional
    void accept(RunStalled run) {
        if (isNew(run.id(), run.stalledAt())) {
            record(Notice.ofStalled(run), recipients.ofStalled(run.id()));
        }
    }

    private boolean isNew(String eventId, Instant occurredAt) {
        if (notices.isKnown(eventId)) {
            LOG.infof("Event %s is known already, nothing to do", eventId);
            return false;
        }
        if (occurredAt.isBefore(clock.instant().minus(config.oldestEvent()))) {
            meters.counter("datasync.notice.too.old").increment();
            LOG.infof("Event %s is from %s and not mailed any more", eventId, occurredAt);
            return false;
        }
        return true;
    }

    private Course course(int syncId, UUID runId, Story story) {
        return new Course(story, notices.past(syncId, runId, story));
    }

    private Instant digestAt(SyncDefinition definition) {
        return DigestTime.next(clock.instant(), config.digestAt(), SyncZone.of(definition.schedule(), config.zone()));
    }

    private void record(Notice notice, List<NewMail> mails) {
        notices.add(notice, mails, clock.instant());
        added.announce();
        LOG.infof("Event %s recorded for %d recipients, runId=%s", notice.eventId(), mails.size(), notice.runId());
    }
}
