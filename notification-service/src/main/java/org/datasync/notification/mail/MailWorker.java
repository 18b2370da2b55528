package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.NotificationConfig.Webhook;
import org.datasync.notification.summary.Summaries;
import org.datasync.notification.webhook.WebhookClient;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.lease.Lease;
import org.datasync.platform.lease.LeaseKeeper;
import org.datasync.platform.work.WorkLoop;

/**
 * Sends what is due, on one replica at a time. Several senders of mail, so that one slow recipient does not hold up
 * the others; one for each webhook.
 *
 * <p>The lease may be shorter than a mail takes: a mail under way is marked with its epoch, and a successor leaves
 * such mails alone until the former holder must have given them up.
 */
@ApplicationScoped
class MailWorker {
    private static final Duration FIRST_SERVER_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_SERVER_PAUSE = Duration.ofMinutes(1);
    private static final int REPLIES_PER_MAIL = 3;

    private final NotificationConfig config;
    private final PlatformConfig platform;
    private final MailQueue queue;
    private final LetterWriter letters;
    private final DigestWriter digests;
    private final WebhookClient webhooks;
    private final LeaseKeeper leases;
    private final Vertx vertx;
    private final Clock clock;
    private final MeterRegistry meters;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final List<WorkLoop> loops = new CopyOnWriteArrayList<>();
    private final List<SmtpConnection> connections = new ArrayList<>();

    MailWorker(
            NotificationConfig config,
            PlatformConfig platform,
            MailQueue queue,
            LetterWriter letters,
            DigestWriter digests,
            WebhookClient webhooks,
            LeaseKeeper leases,
            Vertx vertx,
            Clock clock,
            MeterRegistry meters) {
        this.config = config;
        this.platform = platform;
        this.queue = queue;
        this.letters = letters;
        this.digests = digests;
        this.webhooks = webhooks;
        this.leases = leases;
        this.vertx = vertx;
        this.clock = clock;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        Lease lease = leases.contend("mail", Duration.ZERO);
        startMail(lease);
        var calls = new WebhookCarrier(webhooks, new Summaries(config.locale(), config.zone()));
        for (String webhook : config.webhooks().keySet()) {
            MailSender caller = sender(
                    Channel.WEBHOOK,
                    () -> lease.isHeld() ? queue.claimCall(webhook, lease) : Optional.empty(),
                    calls,
                    serverPause("webhook-" + webhook));
            loop("webhook-" + webhook, caller::sendNext);
        }
        loop("mail-digests", () -> digests.writeNext(lease));
        var doubts = new DoubtfulMails(
                queue,
                config.webhooks().keySet(),
                longestRequest().plus(platform.leaseTime()),
                System::nanoTime,
                meters);
        loop("mail-doubts", () -> {
            doubts.putBack(lease);
            return false;
        });
    }

    void onAdded(@Observes(during = TransactionPhase.AFTER_SUCCESS) AddedMails.Added event) {
        loops.forEach(WorkLoop::wake);
    }

    void onStop(@Observes ShutdownEvent event) {
        loops.forEach(WorkLoop::close);
        connections.forEach(SmtpConnection::close);
    }

    private void startMail(Lease lease) {
        ServerPause pause = serverPause("mail");
        for (int number = 1; number <= config.smtp().connections(); number++) {
            var connection =
                    new SmtpConnection(vertx, () -> SmtpSettings.of(config.smtp()), config.from(), longestSend());
            connections.add(connection);
            MailSender sender = sender(
                    Channel.MAIL,
                    () -> lease.isHeld() ? queue.claimMail(lease) : Optional.empty(),
                    new MailCarrier(letters, connection),
                    pause);
            loop("mail-" + number, sender::sendNext);
        }
    }

    private MailSender sender(Channel channel, MailSender.Claims claims, Carrier carrier, ServerPause pause) {
        var retry = config.retry();
        var backoff = new Backoff(retry.firstPause(), retry.longestPause(), random);
        return new MailSender(channel, claims, queue, carrier, pause, backoff, retry.giveUpAfter(), clock, meters);
    }

    private ServerPause serverPause(String server) {
        var pause = new ServerPause(new Backoff(FIRST_SERVER_PAUSE, LONGEST_SERVER_PAUSE, random), System::nanoTime);
        return meters.gauge("datasync.mail.server.failures", Tags.of("server", server), pause, ServerPause::failures);
    }

    private Duration longestRequest() {
        return config.webhooks().values().stream()
                .map(Webhook::timeout)
                .reduce(longestSend(), (longest, other) -> other.compareTo(longest) > 0 ? other : longest);
    }

    private Duration longestSend() {
        return config.smtp().replyTimeout().multipliedBy(REPLIES_PER_MAIL);
    }

    private void loop(String name, WorkLoop.Step step) {
        loops.add(new WorkLoop(name, config.pollInterval(), meters, step).start());
    }
}
