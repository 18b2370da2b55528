package org.datasync.notification.mail;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Doubling pauses, each shortened by up to half at random so that they do not meet. */
final class Backoff {
    private final Duration first;
    private final Duration longest;
    private final RandomGenerator random;

    Backoff(Duration first, Duration longest, RandomGenerator random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
    }

    /** @param attempt how many have failed, 1 or more */
    Duration after(int attempt) {
        long doubled = first.toMillis() << Math.min(attempt - 1, 30);
        long pause = doubled <= 0 ? longest.toMillis() : Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(pause - (long) (pause / 2.0 * random.nextDouble()));
    }
}
