package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ApiClockTest {
    private final HandClock source = new HandClock();

    @Test
    void tenTimesAsFastASecondPassesInATenth() {
        var clock = new ApiClock(source, 10);
        var start = clock.now();

        source.advanceMillis(100);

        assertThat(Duration.between(start, clock.now())).isEqualTo(Duration.ofSeconds(1));
        assertThat(clock.outside(Duration.ofSeconds(30))).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void aChangeOfTheScaleMovesNothingThatHasPassed() {
        var clock = new ApiClock(source, 10);
        var start = clock.now();
        source.advanceMillis(1000);

        clock.scale(1);

        assertThat(Duration.between(start, clock.now())).isEqualTo(Duration.ofSeconds(10));
        source.advanceMillis(1000);
        assertThat(Duration.between(start, clock.now())).isEqualTo(Duration.ofSeconds(11));
    }
}
