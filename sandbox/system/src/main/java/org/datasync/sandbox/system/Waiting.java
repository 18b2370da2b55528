package org.datasync.sandbox.system;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again until the answer is the wanted one. */
final class Waiting {
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(250);

    private Waiting() {}

    /** @return whether it held before the patience was over */
    static boolean until(Duration patience, BooleanSupplier condition) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            pause();
        }
    }

    private static void pause() {
        LockSupport.parkNanos(INTERVAL);
        if (Thread.currentThread().isInterrupted()) {
            throw new SandboxException("interrupted while waiting");
        }
    }
}
