package org.datasync.scheduler;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Now, as exact as the database keeps it, so that an event and its row tell the same. */
public final class Moment {
    private Moment() {}

    public static Instant now(Clock clock) {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
