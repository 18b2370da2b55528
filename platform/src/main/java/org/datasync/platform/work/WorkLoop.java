package org.datasync.platform.work;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One thread that works through rows: a step after the other while there is work, else it waits until it is woken or
 * the interval has passed. A step that throws is counted and logged, and repeated after the interval: the rows it
 * left unchanged are its retry.
 */
public final class WorkLoop implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(WorkLoop.class);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final String name;
    private final Duration interval;
    private final Step step;
    private final Counter failures;
    private final Semaphore wakeUps = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closed;

    /**
     * @param interval how long an idle loop waits for a wake-up before it looks again
     * @param meters gets the counter {@code datasync.work.failures}
     */
    public WorkLoop(String name, Duration interval, MeterRegistry meters, Step step) {
        this.name = name;
        this.interval = interval;
        this.step = step;
        this.failures = meters.counter("datasync.work.failures", "loop", name);
        this.thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    public WorkLoop start() {
        thread.start();
        return this;
    }

    /** There is work now. Never blocks; several calls before the next step count as one. */
    public void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    /** Lets the running step finish, at most for {@code limit}, then interrupts it. */
    public void close(Duration limit) {
        closed = true;
        wake();
        try {
            thread.join(Math.max(1, limit.toMillis()));
            if (thread.isAlive()) {
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread.interrupt();
        }
    }

    @Override
    public void close() {
        close(Duration.ofSeconds(5));
    }

    private void run() {
        Duration pause = interval;
        while (!closed) {
            try {
                wakeUps.drainPermits();
                boolean more = step.run();
                pause = interval;
                if (!more) {
                    await(pause);
                }
            } catch (InterruptedException e) {
                return;
            } catch (Exception e) {
                if (closed) {
                    return;
                }
                failures.increment();
                LOG.warnf(e, "A step of %s failed and is repeated", name);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause.multipliedBy(2);
                if (!pauseAfterFailure(pause)) {
                    return;
                }
            }
        }
    }

    private void await(Duration limit) throws InterruptedException {
        if (!closed && wakeUps.tryAcquire(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            wakeUps.drainPermits();
        }
    }

    private boolean pauseAfterFailure(Duration pause) {
        try {
            await(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** One unit of work. */
    @FunctionalInterface
    public interface Step {
        /** Returns whether more work is likely, so that the next step follows at once. */
        boolean run() throws Exception;
    }
}
