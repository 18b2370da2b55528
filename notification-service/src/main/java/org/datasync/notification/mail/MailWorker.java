package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.datasync.notification.NotificationConfig;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.lease.Lease;
import org.datasync.platform.lease.LeaseKeeper;
import org.datasync.platform.work.WorkLoop;
import org.jboss.logging.Logger;

/**
 * Sends due mails, on one replica at a time. Several senders, so that one slow recipient does not hold up the others.
 *
 * <p>The lease may be shorter than a mail takes: a mail under way is marked with its epoch, and a successor leaves
 * such mails alone until the former holder must have given them up.
 */
@ApplicationScoped
class MailWorker {
    private static final Logger LOG = Logger.getLogger(MailWorker.class);
    private static final Duration FIRST_SERVER_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SERVER_PAUSE = Duration.ofMinutes(1);
    private static final int REPLIES_PER_MAIL = 2;

    private final NotificationConfig config;
    private final PlatformConfig platform;
    private final MailQueue queue;
    private final LetterWriter letters;
    private final LeaseKeeper leases;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;
    private final List<WorkLoop> loops = new ArrayList<>();
    private final List<SmtpConnection> connections = new ArrayList<>();

    MailWorker(
            NotificationConfig config,
            PlatformConfig platform,
            MailQueue queue,
            LetterWriter letters,
            LeaseKeeper leases,
            Vertx vertx,
            Clock clock,
            MeterRegistry meters) {
        this.config = config;
        this.platform = platform;
        this.queue = queue;
        this.letters = letters;
        this.leases = leases;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        Lease lease = leases.contend("mail", Duration.ZERO);
        MailConfig settings = SmtpSettings.of(config.smtp());
        Duration longestSend = config.smtp().replyTimeout().multipliedBy(REPLIES_PER_MAIL);
        RandomGenerator random = RandomGenerator.getDefault();
        var pause = new ServerPause(new Backoff(FIRST_SERVER_PAUSE, LONGEST_SERVER_PAUSE, random), System::nanoTime);
        var backoff = new Backoff(config.retry().firstPause(), config.retry().longestPause(), random);
        for (int sender = 1; sender <= config.smtp().connections(); sender++) {
            var connection = new SmtpConnection(vertx, settings, config.from(), longestSend);
            connections.add(connection);
            var mails = new MailSender(
                    queue, letters, connection, pause, backoff, config.retry().giveUpAfter(), clock, meters);
            loop("mail-" + sender, () -> mails.sendNext(lease));
        }
        var doubts = new DoubtfulMails(queue, longestSend.plus(platform.leaseTime()), System::nanoTime, meters);
        loop("mail-doubts", () -> {
            doubts.putBack(lease);
            return false;
        });
    }

    void onAdded(@Observes(during = TransactionPhase.AFTER_SUCCESS) MailsAdded event) {
        loops.forEach(WorkLoop::wake);
    }

    void onStop(@Observes ShutdownEvent event) {
        loops.forEach(WorkLoop::close);
        connections.forEach(SmtpConnection::close);
        LOG.debug("Mail senders stopped");
    }

    private void loop(String name, WorkLoop.Step step) {
        loops.add(new WorkLoop(name, config.pollInterval(), meters, step).start());
    }
}
