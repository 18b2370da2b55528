package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.datasync.platform.lease.Lease;
import org.jboss.logging.Logger;

/**
 * Sends one mail after the other over one connection: claim, write, hand over, write the result. A result that could
 * not be written is written before anything else is claimed.
 */
final class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);

    private final MailQueue queue;
    private final LetterWriter letters;
    private final SmtpConnection connection;
    private final ServerPause pause;
    private final Backoff backoff;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final MeterRegistry meters;
    private Result unwritten;

    MailSender(
            MailQueue queue,
            LetterWriter letters,
            SmtpConnection connection,
            ServerPause pause,
            Backoff backoff,
            Duration giveUpAfter,
            Clock clock,
            MeterRegistry meters) {
        this.queue = queue;
        this.letters = letters;
        this.connection = connection;
        this.pause = pause;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
        this.meters = meters;
    }

    /** @return whether there was a mail to send */
    boolean sendNext(Lease lease) throws SQLException, InterruptedException {
        writeResult();
        if (!lease.isHeld() || !pause.isOver()) {
            return false;
        }
        Optional<ClaimedMail> due = queue.claim(lease);
        if (due.isEmpty()) {
            return false;
        }
        unwritten = send(due.get());
        writeResult();
        return true;
    }

    private Result send(ClaimedMail mail) throws InterruptedException {
        Letter letter;
        try {
            letter = letters.write(mail.kind(), mail.payload());
        } catch (IOException | RuntimeException e) {
            // A fault of ours: it must not stop the other mails, and a corrected version sends this one.
            LOG.errorf(
                    "Mail %d could not be written: %s",
                    mail.mailNo(), e.getClass().getName());
            return new Result(mail, null, new Delivery.Later("The mail could not be written"));
        }
        Delivery delivery = connection.send(mail.recipient(), mail.messageId(), letter);
        return new Result(mail, letter.subject(), delivery);
    }

    private void writeResult() throws SQLException {
        Result result = unwritten;
        if (result == null) {
            return;
        }
        if (result.delivery instanceof Delivery.Accepted) {
            pause.end();
            queue.sent(result.mail, result.subject);
        } else if (result.delivery instanceof Delivery.Refused refused) {
            pause.end();
            queue.refused(result.mail, result.subject, refused.reason());
        } else if (result.delivery instanceof Delivery.Later later) {
            later(result, later.reason(), backoff.after(result.mail.attempt()));
        } else if (result.delivery instanceof Delivery.Unavailable unavailable) {
            later(result, unavailable.reason(), pause.begin());
        }
        unwritten = null;
        count(result);
    }

    private void later(Result result, String reason, Duration wait) throws SQLException {
        if (Duration.between(result.mail.createdAt(), clock.instant()).compareTo(giveUpAfter) > 0) {
            queue.refused(result.mail, result.subject, "Given up: " + reason);
            return;
        }
        queue.later(result.mail, result.subject, reason, clock.instant().plus(wait));
    }

    private void count(Result result) {
        String outcome = result.delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("datasync.mail.attempts", "outcome", outcome).increment();
        if (result.delivery instanceof Delivery.Accepted) {
            LOG.debugf("Mail %d sent, attempt=%d", result.mail.mailNo(), result.mail.attempt());
            return;
        }
        // Without the server's words: they may name the recipient.
        LOG.warnf("Mail %d not sent: %s, attempt=%d", result.mail.mailNo(), outcome, result.mail.attempt());
    }

    private record Result(ClaimedMail mail, String subject, Delivery delivery) {}
}
