package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.NotificationConfig;
import org.jboss.logging.Logger;

/** Makes one row per event and recipient. The same event again changes nothing. */
@ApplicationScoped
class NoticeIntake {
    private static final Logger LOG = Logger.getLogger(NoticeIntake.class);

    private final NoticeRepository notices;
    private final NotificationConfig config;
    private final Event<MailsAdded> added;
    private final Clock clock;
    private final MeterRegistry meters;

    NoticeIntake(
            NoticeRepository notices,
            NotificationConfig config,
            Event<MailsAdded> added,
            Clock clock,
            MeterRegistry meters) {
        this.notices = notices;
        this.config = config;
        this.added = added;
        this.clock = clock;
        this.meters = meters;
    }

    @Transactional
    void accept(RunFinished run) {
        var notice = new Notice(
                run.id(), NoticeKind.RUN_FINISHED, run.runId(), run.syncId(), run.finishedAt(), EventJson.write(run));
        accept(notice, run.recipients(), when -> Interest.suppresses(when, run));
    }

    @Transactional
    void accept(RunHeld run) {
        var notice = new Notice(
                run.id(), NoticeKind.RUN_HELD, run.runId(), run.syncId(), run.heldAt(), EventJson.write(run));
        accept(notice, run.recipients(), when -> Optional.empty());
    }

    private void accept(Notice notice, List<Recipient> recipients, Function<When, Optional<String>> suppresses) {
        if (notices.isKnown(notice.eventId())) {
            LOG.infof("Event %s is known already, nothing to do", notice.eventId());
            return;
        }
        Instant now = clock.instant();
        if (notice.occurredAt().isBefore(now.minus(config.oldestEvent()))) {
            meters.counter("datasync.notice.too.old").increment();
            LOG.infof("Event %s is from %s and not mailed any more", notice.eventId(), notice.occurredAt());
            return;
        }
        List<NewMail> mails = mails(notice, recipients, suppresses);
        notices.add(notice, mails, now);
        added.fire(new MailsAdded());
        LOG.infof("Event %s recorded for %d recipients, runId=%s", notice.eventId(), mails.size(), notice.runId());
    }

    /** One mail per address: whoever is named twice gets what the more interested of the two would. */
    private List<NewMail> mails(
            Notice notice, List<Recipient> recipients, Function<When, Optional<String>> suppresses) {
        Map<String, NewMail> byKey = new LinkedHashMap<>();
        for (Recipient recipient : recipients) {
            MailAddress address = MailAddress.of(recipient.address());
            NewMail mail = mail(notice, address, suppresses.apply(recipient.when()));
            byKey.merge(address.key(), mail, (known, other) -> known.state() == MailState.SUPPRESSED ? other : known);
        }
        return new ArrayList<>(byKey.values());
    }

    private NewMail mail(Notice notice, MailAddress address, Optional<String> suppressed) {
        String messageId = MessageId.of(notice.eventId(), address.key(), config.from());
        if (suppressed.isPresent()) {
            return new NewMail(address, messageId, MailState.SUPPRESSED, suppressed.get());
        }
        return address.ascii().isPresent()
                ? new NewMail(address, messageId, MailState.WAITING, null)
                : new NewMail(address, messageId, MailState.REFUSED, "Not an address that mail can be sent to");
    }
}
