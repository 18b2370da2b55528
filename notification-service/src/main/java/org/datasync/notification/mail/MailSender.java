package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.mail.Carrier.Carried;
import org.jboss.logging.Logger;

/**
 * Sends one message after the other: claim, hand over, write the result. A result that could not be written is
 * written before anything else is claimed.
 */
final class MailSender {
    private static final Logger LOG = Logger.getLogger(MailSender.class);

    private final Channel channel;
    private final Claims claims;
    private final MailQueue queue;
    private final Carrier carrier;
    private final ServerPause pause;
    private final Backoff backoff;
    private final Duration giveUpAfter;
    private final Clock clock;
    private final MeterRegistry meters;
    private Result unwritten;

    MailSender(
            Channel channel,
            Claims claims,
            MailQueue queue,
            Carrier carrier,
            ServerPause pause,
            Backoff backoff,
            Duration giveUpAfter,
            Clock clock,
            MeterRegistry meters) {
        this.channel = channel;
        this.claims = claims;
        this.queue = queue;
        this.carrier = carrier;
        this.pause = pause;
        this.backoff = backoff;
        this.giveUpAfter = giveUpAfter;
        this.clock = clock;
        this.meters = meters;
    }

    /** @return whether there was something to send */
    boolean sendNext() throws InterruptedException {
        writeResult();
        Optional<ClaimedMail> due = pause.isOver() ? claims.next() : Optional.empty();
        if (due.isEmpty()) {
            carrier.rest();
            return false;
        }
        unwritten = new Result(due.get(), carry(due.get()));
        writeResult();
        return true;
    }

    private Carried carry(ClaimedMail mail) throws InterruptedException {
        try {
            return carrier.carry(mail);
        } catch (IOException | RuntimeException e) {
            // A fault of ours: it must not stop the other mails, and a corrected version sends this one.
            LOG.errorf(
                    "Mail %d could not be written: %s",
                    mail.mailNo(), e.getClass().getName());
            return new Carried(null, new Delivery.Later("The message could not be written"));
        }
    }

    private void writeResult() {
        Result result = unwritten;
        if (result == null) {
            return;
        }
        ClaimedMail mail = result.mail;
        String subject = result.carried.subject();
        Delivery delivery = result.carried.delivery();
        if (delivery instanceof Delivery.Accepted) {
            pause.end();
            queue.sent(mail, subject);
        } else if (delivery instanceof Delivery.Refused refused) {
            pause.end();
            queue.notSent(mail, MailState.REFUSED, subject, refused.reason());
        } else if (delivery instanceof Delivery.Later later) {
            later(result, later.reason(), backoff.after(mail.attempt()), MailState.REFUSED, false);
        } else if (delivery instanceof Delivery.Unavailable unavailable) {
            later(
                    result,
                    unavailable.reason(),
                    pauseAfter(mail, unavailable),
                    MailState.GIVEN_UP,
                    unavailable.doubtful());
        }
        unwritten = null;
        count(mail, delivery);
    }

    /** What the server may have taken is sent again ever later: a server that never answers gets few copies of it. */
    private Duration pauseAfter(ClaimedMail mail, Delivery.Unavailable unavailable) {
        Duration server = pause.begin(unavailable.atLeast());
        Duration copy = unavailable.doubtful() ? backoff.after(mail.attempt()) : Duration.ZERO;
        return copy.compareTo(server) > 0 ? copy : server;
    }

    private void later(Result result, String reason, Duration wait, MailState end, boolean doubtful) {
        if (Duration.between(result.mail.createdAt(), clock.instant()).compareTo(giveUpAfter) > 0) {
            queue.notSent(result.mail, end, result.carried.subject(), "Given up: " + reason);
            return;
        }
        queue.later(
                result.mail, result.carried.subject(), reason, clock.instant().plus(wait), doubtful);
    }

    private void count(ClaimedMail mail, Delivery delivery) {
        String outcome = delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
        meters.counter("datasync.mail.attempts", "channel", channel.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                .increment();
        if (delivery instanceof Delivery.Accepted) {
            LOG.debugf("Mail %d sent, attempt=%d", mail.mailNo(), mail.attempt());
            return;
        }
        // Without the server's words: they may name the recipient.
        LOG.warnf("Mail %d not sent: %s, attempt=%d", mail.mailNo(), outcome, mail.attempt());
    }

    /** Where the next message comes from. */
    @FunctionalInterface
    interface Claims {
        /** Empty if nothing is due, and on a replica that does not send. */
        Optional<ClaimedMail> next();
    }

    private record Result(ClaimedMail mail, Carried carried) {}
}
