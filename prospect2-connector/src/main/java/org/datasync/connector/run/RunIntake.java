package org.datasync.connector.run;

import jakarta.enterprise.context.ApplicationScoped;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.run.RunRepository.Known;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/** Takes in what is said about a run as a whole. Everything here may come twice and in any order. */
@ApplicationScoped
class RunIntake {
    private static final Logger LOG = Logger.getLogger(RunIntake.class);

    private final RunRegistry registry;
    private final RunRepository runs;
    private final Transactions transactions;
    private final Outbox outbox;
    private final WorkSignal signal;

    RunIntake(RunRegistry registry, RunRepository runs, Transactions transactions, Outbox outbox, WorkSignal signal) {
        this.registry = registry;
        this.runs = runs;
        this.transactions = transactions;
        this.outbox = outbox;
        this.signal = signal;
    }

    /**
     * How many records to expect; HELD says nothing yet. A run of which nothing was published is noted too: a cancel
     * that comes after this would take it for one that is still to come, and wait for ever.
     */
    void computed(DeltaComputed event) {
        boolean counts =
                switch (event.outcome()) {
                    case COMPUTED, CANCELLED, FAILED -> true;
                    case HELD, UNKNOWN -> false;
                };
        if (!counts) {
            return;
        }
        Known run = registry.of(event.runId(), event.syncId());
        transactions.write(connection -> {
            runs.published(connection, run.no(), event.published());
            return null;
        });
        signal.wake();
    }

    void decided(RunDecided event) {
        switch (event.decision()) {
            case CANCELLED -> cancel(event);
            case REPUBLISH -> republish(event);
            case APPROVED, REJECTED, UNKNOWN ->
                LOG.debugf("Decision %s concerns others: runId=%s", event.decision(), event.runId());
        }
    }

    private void cancel(RunDecided event) {
        Known run = registry.of(event.runId(), event.syncId());
        boolean cancelled = transactions.write(connection -> runs.cancel(connection, run.no()));
        LOG.infof("Run is %s: runId=%s", cancelled ? "being cancelled" : "not open, cancel ignored", event.runId());
        signal.wake();
    }

    private void republish(RunDecided event) {
        int events = transactions.write(connection -> outbox.republish(event.runId(), TagChangesSettled.TOPIC));
        LOG.infof("%d settlements are published again: runId=%s", events, event.runId());
    }
}
