package org.datasync.notification.mail;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps all senders from a mail server that is not available, longer with each failure in a row. */
final class ServerPause {
    private final Backoff backoff;
    private final LongSupplier nanoTime;
    private int failures;
    private long until;

    ServerPause(Backoff backoff, LongSupplier nanoTime) {
        this.backoff = backoff;
        this.nanoTime = nanoTime;
    }

    synchronized boolean isOver() {
        return failures == 0 || nanoTime.getAsLong() - until >= 0;
    }

    /**
     * Several senders that fail at once count as one failure.
     *
     * @param atLeast what the server asked for
     */
    synchronized Duration begin(Duration atLeast) {
        long now = nanoTime.getAsLong();
        if (isOver()) {
            failures++;
            until = now + backoff.after(failures).toNanos();
        }
        until = now + Math.max(until - now, atLeast.toNanos());
        return Duration.ofNanos(until - now);
    }

    /** In a row, up to now. */
    synchronized int failures() {
        return failures;
    }

    /** The server answered. */
    synchronized void end() {
        failures = 0;
    }
}
