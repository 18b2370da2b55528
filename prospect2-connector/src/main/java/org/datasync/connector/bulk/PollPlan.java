package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.datasync.connector.ConnectorConfig;

/**
 * When to ask about a batch. The first question comes when batches have lately been finished: each question costs a
 * request that a removal could have had. The last batch of all is what runs wait for, and is asked about sooner. Whether
 * a question goes out then is for the budget to say.
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

    /** @param last whether no other batch follows */
    synchronized Instant first(Instant sentAt, boolean last) {
        return sentAt.plus(last ? first : usual);
    }

    /** A batch was found finished: a little sooner if that was the first question. */
    synchronized void finished(int polls) {
        if (polls == 0) {
            usual = between(Duration.ofMillis((long) (usual.toMillis() * SOONER)));
        }
    }

    /** A batch of this age was found unfinished: asking others of that age is too early. One may be an exception. */
    synchronized void unfinished(Duration age) {
        if (age.compareTo(usual) > 0) {
            Duration most = usual.multipliedBy(2);
            usual = between(age.compareTo(most) > 0 ? most : age);
        }
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
