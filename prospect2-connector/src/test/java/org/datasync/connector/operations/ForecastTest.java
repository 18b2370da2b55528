package org.datasync.connector.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.datasync.connector.operations.Forecast.Work;
import org.junit.jupiter.api.Test;

class ForecastTest {
    private final Forecast forecast = new Forecast(4.5, 90, 250);

    @Test
    void removalsThatExceedASlotOfFifteenMinutesAreCarriedOver() {
        var run = new Work(0, 4_501);
        var next = new Work(0, 100);

        assertThat(forecast.of(run, List.of(run, next)))
                .isGreaterThan(Duration.ofMinutes(15))
                .isEqualTo(Duration.ofMillis(Math.round(4_601 / 4.5 * 1_000)));
        assertThat(forecast.of(next, List.of(run, next))).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void removalsTakeAsLongAsTheLimitSays() {
        var run = new Work(0, 4_500);

        assertThat(forecast.of(run, List.of(run))).isEqualTo(Duration.ofSeconds(1_000));
    }

    @Test
    void importsTakeAsLongAsTheirOwnLimitSays() {
        var run = new Work(100_000, 0);

        assertThat(forecast.of(run, List.of(run))).isBetween(Duration.ofSeconds(266), Duration.ofSeconds(267));
    }

    @Test
    void aSmallRunWaitsOnlyForItsTurns() {
        var small = new Work(0, 45);
        var large = new Work(0, 100_000);

        assertThat(forecast.of(small, List.of(small, large))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void removalsHaveWhatImportsLeave() {
        var run = new Work(22_500, 180 + 45);

        // 60 s of imports at 1.5 requests per second leave 3 for removals: 180, then 45 at full rate.
        assertThat(forecast.of(run, List.of(run))).isEqualTo(Duration.ofSeconds(70));
    }
}
