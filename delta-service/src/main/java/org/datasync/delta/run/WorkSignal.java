package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** Tells the worker that there is something to do, as soon as others can see it. */
@ApplicationScoped
public class WorkSignal {
    private final TransactionSynchronizationRegistry transactions;
    private volatile Runnable worker = () -> {};

    WorkSignal(TransactionSynchronizationRegistry transactions) {
        this.transactions = transactions;
    }

    void wakes(Runnable worker) {
        this.worker = worker;
    }

    public void now() {
        worker.run();
    }

    /** When the running transaction is over. */
    public void afterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do: the rows are written
            }

            @Override
            public void afterCompletion(int status) {
                now();
            }
        });
    }
}
