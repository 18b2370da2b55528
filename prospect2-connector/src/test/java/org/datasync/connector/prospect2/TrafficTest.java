package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrafficTest {
    private static final long SECOND = 1_000_000_000L;

    private long now = 77 * SECOND;
    private final Traffic traffic = new Traffic(() -> now);

    @Test
    void requestsOfTheLastMinuteCount() {
        traffic.count(false);
        now += 30 * SECOND;
        traffic.count(true);
        traffic.count(false);

        assertThat(traffic.lastMinute()).isEqualTo(new Traffic.Used(3, 1));
    }

    @Test
    void whatIsOlderThanAMinuteIsForgotten() {
        traffic.count(true);
        now += 59 * SECOND;
        traffic.count(false);
        assertThat(traffic.lastMinute()).isEqualTo(new Traffic.Used(2, 1));

        now += SECOND;

        assertThat(traffic.lastMinute()).isEqualTo(new Traffic.Used(1, 0));
    }

    @Test
    void afterALongPauseNothingIsLeft() {
        traffic.count(true);

        now += 3_600 * SECOND;

        assertThat(traffic.lastMinute()).isEqualTo(new Traffic.Used(0, 0));
    }
}
