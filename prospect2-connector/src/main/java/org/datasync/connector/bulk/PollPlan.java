package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import org.datasync.connector.ConnectorConfig;

/**
 * When to ask about a batch. The first question comes when batches have lately been finished: each question costs a
 * request that a removal could have had.
 */
@ApplicationScoped
class PollPlan {
    private static final double SOONER = 0.95;

    private final Duration first;
    private final Duration longest;
    private Duration usual;

    PollPlan(ConnectorConfig config) {
        this.first = config.bulk().firstPoll();
        this.longest = config.bulk().longestPoll();
        this.usual = first;
    }

    synchronized Instant first(Instant sentAt) {
        return sentAt.plus(usual);
    }

    /** A batch was found finished: later if it took more than one question, else a little sooner. */
    synchronized void finished(Duration age, int polls) {
        usual = polls > 0 ? between(age) : between(Duration.ofMillis((long) (usual.toMillis() * SOONER)));
    }

    /** The next question about a batch that has been asked about so often. */
    synchronized Instant next(Instant now, int polls) {
        long pause = first.toMillis() / 2 << Math.min(20, polls);
        return now.plusMillis(Math.min(longest.toMillis(), pause));
    }

    private Duration between(Duration wanted) {
        if (wanted.compareTo(first) < 0) {
            return first;
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }
}
