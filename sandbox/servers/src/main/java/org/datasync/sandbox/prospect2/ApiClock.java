package org.datasync.sandbox.prospect2;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The time in which the API lives: limits, bulk durations and dates. It runs {@code scale} times as fast as the clock
 * below it and never jumps when the scale changes.
 */
final class ApiClock {
    private final Clock source;
    private Instant sourceAnchor;
    private Instant anchor;
    private double scale;

    ApiClock(Clock source, double scale) {
        this.source = source;
        this.scale = scale;
        this.sourceAnchor = source.instant();
        this.anchor = sourceAnchor;
    }

    synchronized Instant now() {
        var passed = Duration.between(sourceAnchor, source.instant());
        return anchor.plus(scale == 1 ? passed : Duration.ofNanos(Math.round(passed.toNanos() * scale)));
    }

    synchronized void scale(double newScale) {
        anchor = now();
        sourceAnchor = source.instant();
        scale = newScale;
    }

    /** How long a duration of the API takes for those who wait outside. */
    synchronized Duration outside(Duration duration) {
        return scale == 1 ? duration : Duration.ofNanos(Math.round(duration.toNanos() / scale));
    }
}
