package org.datasync.scheduler.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BucketsTest {
    private final AtomicLong now = new AtomicLong(-7);
    private final Buckets buckets = new Buckets(6, now::get);

    @Test
    void aMinutesWorthIsThereAtOnceAndThenOneEveryTenSeconds() {
        for (int i = 0; i < 6; i++) {
            assertThat(buckets.take("olga")).isZero();
        }

        assertThat(buckets.take("olga")).isEqualTo(10);

        now.addAndGet(TimeUnit.SECONDS.toNanos(4));
        assertThat(buckets.take("olga")).isEqualTo(6);
        now.addAndGet(TimeUnit.SECONDS.toNanos(6));
        assertThat(buckets.take("olga")).isZero();
        assertThat(buckets.take("olga")).isPositive();
    }

    @Test
    void oneCallerDoesNotUseUpTheOthersPermits() {
        while (buckets.take("olga") == 0) {
            assertThat(buckets.take("vera-" + now.incrementAndGet())).isZero();
        }

        assertThat(buckets.take("oscar")).isZero();
    }

    @Test
    void permitsDoNotPileUpOverAMinute() {
        buckets.take("olga");
        now.addAndGet(TimeUnit.HOURS.toNanos(8));

        int taken = 0;
        while (buckets.take("olga") == 0) {
            taken++;
        }

        assertThat(taken).isEqualTo(6);
    }
}
