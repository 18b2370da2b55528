package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The limit that all keys and routes of the account share. Whoever exceeds it is blocked for the whole
 * {@code Retry-After}; what arrives meanwhile is refused too, but does not prolong the block.
 *
 * <p>The window is a second of the API or a second outside, whichever is longer. Were it a second of the API in time
 * that runs ten times as fast, a thread that wakes up 20 ms late would already break the limit.
 */
final class AccountLimiter {
    private double seconds = 1;
    private SlidingWindow accepted = window();
    private SlidingWindow arrived = window();
    private Instant blockedUntil = Instant.MIN;
    private long refused;

    /** Empty: go on. Else for how long the account stays blocked. */
    Optional<Duration> arrive(Instant now, int perSecond, Duration retryAfter) {
        arrived.add(now);
        if (!now.isBefore(blockedUntil)) {
            if (accepted.count(now) < most(perSecond)) {
                accepted.add(now);
                return Optional.empty();
            }
            blockedUntil = now.plus(retryAfter);
        }
        refused++;
        return Optional.of(Duration.between(now, blockedUntil));
    }

    int remaining(Instant now, int perSecond) {
        return (int) Math.max(0, (most(perSecond) - accepted.count(now)) / seconds);
    }

    boolean blocked(Instant now) {
        return now.isBefore(blockedUntil);
    }

    /** Refused requests included: what a client has sent, not what it was allowed. */
    int peakPerSecond() {
        return (int) Math.ceil(arrived.peak() / seconds);
    }

    long refused() {
        return refused;
    }

    /** Another scale of time starts new windows; the block stays. */
    void timeScale(double scale) {
        double newSeconds = Math.max(1, scale);
        if (newSeconds != seconds) {
            seconds = newSeconds;
            accepted = window();
            arrived = window();
        }
    }

    void reset() {
        accepted.clear();
        arrived.clear();
        blockedUntil = Instant.MIN;
        refused = 0;
    }

    private int most(int perSecond) {
        return (int) Math.floor(perSecond * seconds);
    }

    private SlidingWindow window() {
        return new SlidingWindow(Duration.ofNanos(Math.round(seconds * 1e9)));
    }
}
