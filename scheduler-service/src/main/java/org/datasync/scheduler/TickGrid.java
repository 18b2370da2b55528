package org.datasync.scheduler;

import java.time.Duration;
import java.time.Instant;

/** The wall-clock grid on which runs start: every tick of the day, the same for all replicas. */
public record TickGrid(Duration tick) {
    private static final Duration GRACE = Duration.ofSeconds(60);
    private static final Duration HOUR = Duration.ofHours(1);

    public TickGrid {
        if (tick.toMillis() < 1000 || HOUR.toMillis() % tick.toMillis() != 0) {
            throw new IllegalArgumentException(
                    "datasync.scheduler.tick: %s, must be 1 s or more and divide an hour evenly".formatted(tick));
        }
    }

    /** The last tick at or before the moment. */
    public Instant floor(Instant moment) {
        return Instant.ofEpochMilli(Math.floorDiv(moment.toEpochMilli(), tick.toMillis()) * tick.toMillis());
    }

    /** The first tick at or after the moment. */
    public Instant ceiling(Instant moment) {
        Instant floor = floor(moment);
        return floor.equals(moment) ? floor : floor.plus(tick);
    }

    /** The start of a run asked for now: the first tick that leaves a minute to change one's mind, or the next one. */
    public Instant manualStart(Instant now) {
        return tick.compareTo(GRACE) < 0 ? floor(now).plus(tick) : ceiling(now.plus(GRACE));
    }
}
