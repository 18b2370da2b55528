package org.datasync.connector.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.datasync.connector.ConnectorConfig;

/** When to try again after a passing failure, and when no more. */
@ApplicationScoped
public class Backoff {
    private static final int MOST_DOUBLINGS = 30;

    private final ConnectorConfig config;
    private final Clock clock;

    Backoff(ConnectorConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** The pause doubles with each failure up to its limit; jitter spreads it over its second half. */
    public Instant next(int failures) {
        long first = config.calls().firstPause().toMillis();
        long longest = config.calls().longestPause().toMillis();
        long pause = Math.min(longest, first << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1)));
        long jitter = ThreadLocalRandom.current().nextLong(Math.max(1, pause / 2));
        return clock.instant().plus(Duration.ofMillis(pause / 2 + jitter));
    }

    /**
     * Whether a further failure is the last.
     *
     * @param firstFailedAt null if nothing has failed before
     */
    public boolean isLast(int failures, Instant firstFailedAt) {
        return failures >= config.calls().attempts()
                || firstFailedAt != null
                        && firstFailedAt.isBefore(
                                clock.instant().minus(config.calls().giveUpAfter()));
    }
}
