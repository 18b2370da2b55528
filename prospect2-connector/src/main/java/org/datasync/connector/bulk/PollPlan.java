package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.datasync.connector.ConnectorConfig;

/**
 * When to ask about a batch. The first question comes when batches have lately been finished: each question costs a
 * request that a removal could have had. Whether it goes out then is for the budget to say.
 */
@ApplicationScoped
class PollPlan {
    private static final double SOONER = 0.95;
    private static final int PART_OF_AGE = 6;
    private static final int PAUSES_IN_FIRST = 5;

    private final Duration first;
    private final Duration longest;
    private Duration usual;

    @Inject
    PollPlan(ConnectorConfig config) {
        this(config.bulk().firstPoll(), config.bulk().longestPoll());
    }

    PollPlan(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        this.usual = first;
    }

    synchronized Instant first(Instant sentAt) {
        return sentAt.plus(usual);
    }

    /**
     * A batch was found finished: later if it took more than one question, else a little sooner. Its age says little
     * where questions had to wait for calls, so that it is not taken at its word.
     */
    synchronized void finished(Duration age, int polls) {
        long before = usual.toMillis();
        usual = between(Duration.ofMillis(polls > 0 ? Math.min(age.toMillis(), 2 * before) : (long) (before * SOONER)));
    }

    /** The next question about an unfinished batch: what takes long may take a little longer to be noticed. */
    Instant next(Instant sentAt, Instant now) {
        long pause = Duration.between(sentAt, now).dividedBy(PART_OF_AGE).toMillis();
        long shortest = first.dividedBy(PAUSES_IN_FIRST).toMillis();
        return now.plusMillis(Math.min(longest.toMillis(), Math.max(shortest, pause)));
    }

    private Duration between(Duration wanted) {
        if (wanted.compareTo(first) < 0) {
            return first;
        }
        return wanted.compareTo(longest) > 0 ? longest : wanted;
    }
}
