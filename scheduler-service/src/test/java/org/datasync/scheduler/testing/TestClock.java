package org.datasync.scheduler.testing;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Stands still until a test moves it. Only forwards, as all test classes share it. */
@Singleton
public class TestClock {
    private volatile Instant now = Instant.parse("2026-11-20T11:02:30Z");

    @Produces
    @Singleton
    Clock clock() {
        return new Moving();
    }

    public Instant now() {
        return now;
    }

    public synchronized void moveTo(Instant moment) {
        if (moment.isBefore(now)) {
            throw new IllegalArgumentException("the clock is at %s, not before %s".formatted(now, moment));
        }
        now = moment;
    }

    public synchronized void advance(Duration time) {
        now = now.plus(time);
    }

    private final class Moving extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
