package org.datasync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickGridTest {
    private final TickGrid fiveMinutes = new TickGrid(Duration.ofMinutes(5));

    @Test
    void aTimeBetweenTwoTicksStartsAtTheNextOne() {
        assertThat(fiveMinutes.ceiling(at("06:17:00"))).isEqualTo(at("06:20:00"));
        assertThat(fiveMinutes.ceiling(at("06:00:00"))).isEqualTo(at("06:00:00"));
        assertThat(fiveMinutes.floor(at("06:19:59"))).isEqualTo(at("06:15:00"));
    }

    @Test
    void aManualRunLeavesAtLeastAMinuteToChangeOnesMind() {
        assertThat(fiveMinutes.manualStart(at("06:04:00"))).isEqualTo(at("06:05:00"));
        assertThat(fiveMinutes.manualStart(at("06:04:01"))).isEqualTo(at("06:10:00"));
        assertThat(fiveMinutes.manualStart(at("06:05:00"))).isEqualTo(at("06:10:00"));
    }

    @Test
    void withShortTicksAManualRunStartsAtTheNextOne() {
        var grid = new TickGrid(Duration.ofSeconds(5));

        assertThat(grid.manualStart(at("06:04:01"))).isEqualTo(at("06:04:05"));
        assertThat(grid.manualStart(at("06:04:05"))).isEqualTo(at("06:04:10"));
    }

    @Test
    void ticksDivideTheHour() {
        assertThatThrownBy(() -> new TickGrid(Duration.ofMinutes(7))).hasMessageContaining("datasync.scheduler.tick");
        assertThatThrownBy(() -> new TickGrid(Duration.ofMillis(500))).hasMessageContaining("datasync.scheduler.tick");
        assertThat(new TickGrid(Duration.ofSeconds(1)).tick()).hasSeconds(1);
    }

    private static Instant at(String time) {
        return Instant.parse("2026-11-24T" + time + "Z");
    }
}
