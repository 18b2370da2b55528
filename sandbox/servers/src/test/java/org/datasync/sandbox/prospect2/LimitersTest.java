package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitersTest {
    private static final Instant START = Instant.parse("2026-11-24T11:00:00Z");
    private static final Duration BLOCK = Duration.ofSeconds(30);

    private final AccountLimiter limiter = new AccountLimiter();
    private final Settings.Limits limits = new Settings.Limits(5, 100, 20, 399_999, BLOCK);

    @Test
    void fiveRequestsInASecondPassAndTheSixthBlocksTheAccount() {
        for (int i = 0; i < 5; i++) {
            assertThat(arrive(i * 100)).isEmpty();
        }

        assertThat(arrive(999)).contains(BLOCK);
    }

    @Test
    void theWindowSlidesSoThatASecondAfterTheFirstThereIsRoomForOne() {
        for (int i = 0; i < 5; i++) {
            arrive(i * 100);
        }

        assertThat(arrive(1000)).isEmpty();
        assertThat(arrive(1099)).isPresent();
    }

    @Test
    void theBurstAroundAFullSecondIsSeenToo() {
        for (int i = 0; i < 5; i++) {
            arrive(900);
        }

        assertThat(arrive(1100)).isPresent();
    }

    @Test
    void whatComesDuringTheBlockIsRefusedWithTheRestOfItAndDoesNotProlongIt() {
        for (int i = 0; i < 6; i++) {
            arrive(0);
        }

        assertThat(arrive(10_000)).contains(Duration.ofSeconds(20));
        assertThat(arrive(29_999)).contains(Duration.ofMillis(1));
        assertThat(arrive(30_000)).isEmpty();
    }

    @Test
    void thePeakCountsRefusedRequests() {
        for (int i = 0; i < 9; i++) {
            arrive(i);
        }
        arrive(60_000);

        assertThat(limiter.peakPerSecond()).isEqualTo(9);
        assertThat(limiter.refused()).isEqualTo(4);
    }

    @Test
    void inFasterTimeTheWindowIsASecondOutsideSoThatJitterDoesNotMatter() {
        limiter.timeScale(10);

        for (int i = 0; i < 50; i++) {
            assertThat(arrive(i % 2 == 0 ? i * 180 : i * 180 + 170)).isEmpty();
        }

        assertThat(arrive(9_500)).isPresent();
        assertThat(limiter.peakPerSecond()).isEqualTo(6);
    }

    @Test
    void bulkImportsOfOneAndOfSeveralHaveLimitsOfTheirOwn() {
        var bulk = new BulkLimiter();

        for (int i = 0; i < 20; i++) {
            assertThat(bulk.arrive(START, 1, limits)).isTrue();
        }
        assertThat(bulk.arrive(START, 1, limits)).isFalse();
        for (int i = 0; i < 100; i++) {
            assertThat(bulk.arrive(START, 250, limits)).isTrue();
        }
        assertThat(bulk.arrive(START, 250, limits)).isFalse();
        assertThat(bulk.peakPerMinute()).isEqualTo(101);
        assertThat(bulk.peakSinglePerMinute()).isEqualTo(21);
        assertThat(bulk.refused()).isEqualTo(2);
    }

    @Test
    void aRefusedBulkImportDoesNotCountInTheNextMinute() {
        var bulk = new BulkLimiter();
        for (int i = 0; i < 200; i++) {
            bulk.arrive(START, 2, limits);
        }

        var accepted = 0;
        for (int i = 0; i < 200; i++) {
            accepted += bulk.arrive(START.plusSeconds(60), 2, limits) ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(100);
    }

    private Optional<Duration> arrive(long millis) {
        return limiter.arrive(START.plusMillis(millis), limits.requestsPerSecond(), limits.retryAfter());
    }
}
