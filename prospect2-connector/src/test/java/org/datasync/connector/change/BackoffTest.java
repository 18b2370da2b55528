package org.datasync.connector.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.datasync.connector.ConnectorConfig;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-11-24T09:00:00Z");

    private final Backoff backoff = new Backoff(
            new SmallRyeConfigBuilder()
                    .withMapping(ConnectorConfig.class)
                    .withDefaultValues(Map.of("datasync.connector.prospect2.url", "https://account.example.org"))
                    .build()
                    .getConfigMapping(ConnectorConfig.class),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aDayAfterTheFirstFailureTheNextOneIsTheLast() {
        assertThat(backoff.isLast(2, NOW.minus(Duration.ofHours(24)))).isFalse();
        assertThat(backoff.isLast(2, NOW.minus(Duration.ofHours(24)).minusMillis(1)))
                .isTrue();
    }

    @Test
    void theFirstFailureIsNeverTheLast() {
        assertThat(backoff.isLast(1, null)).isFalse();
    }

    @Test
    void attemptsEndWhereADayOfThemEnds() {
        assertThat(backoff.isLast(299, NOW.minusSeconds(1))).isFalse();
        assertThat(backoff.isLast(300, NOW.minusSeconds(1))).isTrue();
    }

    @RepeatedTest(20)
    void pausesDoubleUpToFiveMinutesAndAreSpread() {
        assertThat(Duration.between(NOW, backoff.next(1))).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1));
        assertThat(Duration.between(NOW, backoff.next(4))).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(Duration.between(NOW, backoff.next(1_000)))
                .isBetween(Duration.ofSeconds(150), Duration.ofMinutes(5));
    }
}
