package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.prospect2.Account;

/**
 * A failure that many contacts share points to the account: its contact limit, or a block. Then imports rest, nobody is
 * refused, and the failed contacts wait. Other batches go first after the rest: if they work, it was the contacts.
 */
@ApplicationScoped
class Suspicion {
    private static final int SMALLEST_BATCH = 20;
    private static final int ONE_IN = 5;

    private final Consumer<String> tell;
    private final Duration rest;
    private final Clock clock;
    private Instant restsUntil = Instant.MIN;
    private boolean raised;
    private boolean cleared;

    @Inject
    Suspicion(Account account, ConnectorConfig config, Clock clock) {
        this(account::suspect, config.account().suspectRest(), clock);
    }

    /** @param tell gets the reason, or null when there is none any more */
    Suspicion(Consumer<String> tell, Duration rest, Clock clock) {
        this.tell = tell;
        this.rest = rest;
        this.clock = clock;
    }

    synchronized boolean rests() {
        return clock.instant().isBefore(restsUntil);
    }

    /** Whether failures of a batch point to the account. If not, what was suspected before is cleared. */
    synchronized boolean falls(Batch batch, long unexplained) {
        if (batch.suspects() > 0) {
            // Its contacts all failed before: whether they are to blame, another batch has told in the meantime.
            return !cleared && unexplained > 0;
        }
        boolean falls = batch.contacts() >= SMALLEST_BATCH && unexplained * ONE_IN > batch.contacts();
        if (!falls && batch.contacts() > unexplained) {
            clear();
        }
        return falls;
    }

    /** Imports rest now; returns when the contacts that failed may be tried again. */
    synchronized Instant raise(String why) {
        Instant now = clock.instant();
        restsUntil = now.plus(rest);
        raised = true;
        cleared = false;
        tell.accept(why);
        return restsUntil.plus(rest.dividedBy(5));
    }

    /** An import worked as it should. */
    synchronized void clear() {
        if (raised) {
            raised = false;
            cleared = true;
            restsUntil = Instant.MIN;
            tell.accept(null);
        }
    }
}
