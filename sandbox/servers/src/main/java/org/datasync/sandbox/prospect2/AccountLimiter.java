package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limit that all keys and routes of the account share. Whoever exceeds it is blocked for the whole
 * {@code Retry-After}; what arrives meanwhile is refused too, but does not prolong the block.
 */
final class AccountLimiter {
    private final SlidingWindow accepted = new SlidingWindow(Duration.ofSeconds(1));
    private final SlidingWindow arrived = new SlidingWindow(Duration.ofSeconds(1));
    private Instant blockedUntil = Instant.MIN;
    private long refused;

    /** Empty: go on. Else for how long the account stays blocked. */
    Optional<Duration> arrive(Instant now, int limit, Duration retryAfter) {
        arrived.add(now);
        if (!now.isBefore(blockedUntil)) {
            if (accepted.count(now) < limit) {
                accepted.add(now);
                return Optional.empty();
            }
            blockedUntil = now.plus(retryAfter);
        }
        refused++;
        return Optional.of(Duration.between(now, blockedUntil));
    }

    int remaining(Instant now, int limit) {
        return Math.max(0, limit - accepted.count(now));
    }

    boolean blocked(Instant now) {
        return now.isBefore(blockedUntil);
    }

    /** Refused requests included: what a client has sent, not what it was allowed. */
    int peakPerSecond() {
        return arrived.peak();
    }

    long refused() {
        return refused;
    }

    void reset() {
        accepted.clear();
        arrived.clear();
        blockedUntil = Instant.MIN;
        refused = 0;
    }
}
