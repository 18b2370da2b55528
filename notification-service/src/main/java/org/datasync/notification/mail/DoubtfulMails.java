package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.function.LongSupplier;
import org.datasync.platform.lease.Lease;
import org.jboss.logging.Logger;

/** Once per holding of the lease: mails that a former holder had with the mail server when it ended are sent again. */
final class DoubtfulMails {
    private static final Logger LOG = Logger.getLogger(DoubtfulMails.class);
    private static final long NONE = -1;

    private final MailQueue queue;
    private final Set<String> webhooks;
    private final Duration wait;
    private final LongSupplier nanoTime;
    private final MeterRegistry meters;
    private long epoch = NONE;
    private long since;
    private boolean done;

    /**
     * @param webhooks those of the settings
     * @param wait after it, counted from taking the lease over, a former holder sends nothing any more
     */
    DoubtfulMails(MailQueue queue, Set<String> webhooks, Duration wait, LongSupplier nanoTime, MeterRegistry meters) {
        this.queue = queue;
        this.webhooks = webhooks;
        this.wait = wait;
        this.nanoTime = nanoTime;
        this.meters = meters;
    }

    void putBack(Lease lease) {
        if (!lease.isHeld()) {
            return;
        }
        if (lease.epoch() != epoch) {
            epoch = lease.epoch();
            since = nanoTime.getAsLong();
            done = false;
        }
        if (done || nanoTime.getAsLong() - since < wait.toNanos()) {
            return;
        }
        int mails = queue.putBackInDoubt(lease, webhooks);
        done = true;
        if (mails > 0) {
            meters.counter("datasync.mail.in.doubt").increment(mails);
            LOG.warnf("%d mails were under way when a former holder ended; they are sent again", mails);
        }
    }
}
