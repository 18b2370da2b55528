package org.datasync.platform.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WorkLoopTest {
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void stepsFollowEachOtherWhileThereIsWork() throws InterruptedException {
        AtomicInteger left = new AtomicInteger(100);
        CountDownLatch done = new CountDownLatch(1);

        try (WorkLoop loop = new WorkLoop("many", Duration.ofHours(1), meters, () -> {
            boolean more = left.decrementAndGet() > 0;
            if (!more) {
                done.countDown();
            }
            return more;
        })) {
            loop.start();
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anIdleLoopIsWokenLongBeforeItsInterval() throws InterruptedException {
        LinkedBlockingQueue<Integer> steps = new LinkedBlockingQueue<>();

        try (WorkLoop loop = new WorkLoop("idle", Duration.ofHours(1), meters, () -> {
            steps.add(1);
            return false;
        })) {
            loop.start();
            steps.poll(10, TimeUnit.SECONDS);
            loop.wake();
            assertThat(steps.poll(10, TimeUnit.SECONDS)).isEqualTo(1);
        }
    }

    @Test
    void aStepThatFailsIsCountedAndRepeated() throws InterruptedException {
        CountDownLatch second = new CountDownLatch(2);

        try (WorkLoop loop = new WorkLoop("failing", Duration.ofMillis(1), meters, () -> {
            second.countDown();
            throw new IllegalStateException("the database is away");
        })) {
            loop.start();
            assertThat(second.await(10, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(meters.counter("datasync.work.failures", "loop", "failing").count())
                .isGreaterThanOrEqualTo(1);
    }

    @Test
    void closingEndsTheThreadWhileItWaits() {
        WorkLoop loop = new WorkLoop("closing", Duration.ofHours(1), meters, () -> false).start();

        loop.close();

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("closing"));
    }
}
