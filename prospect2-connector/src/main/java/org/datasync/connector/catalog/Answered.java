package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets those who wait for an answer look at once when this replica has answered, and now and then otherwise. */
@ApplicationScoped
class Answered {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition signal = lock.newCondition();

    void signal() {
        lock.lock();
        try {
            signal.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void await(long milliseconds) throws InterruptedException {
        lock.lock();
        try {
            signal.await(milliseconds, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }
}
