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

    /** Several senders that fail at once count as one failure. */
    synchronized Duration begin() {
        if (failures == 0 || isOver()) {
            failures++;
            until = nanoTime.getAsLong() + backoff.after(failures).toNanos();
        }
        return Duration.ofNanos(Math.max(0, until - nanoTime.getAsLong()));
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
