package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/** From a stored plan to a run that is settled by others: all of it published, or what was published until it stopped. */
@ApplicationScoped
class RunPublishing {
    private static final Logger LOG = Logger.getLogger(RunPublishing.class);
    private static final String CANCELLED = "CANCELLED";

    private final Sql sql;
    private final RunStore runs;
    private final Leadership leader;
    private final PlanPublisher publisher;
    private final Settlement settlement;
    private final RunEvents events;
    private final Outbox outbox;
    private final Clock clock;

    RunPublishing(
            Database database,
            RunStore runs,
            Leadership leader,
            PlanPublisher publisher,
            RunEvents events,
            Outbox outbox,
            Clock clock) {
        this.sql = database.sql();
        this.runs = runs;
        this.leader = leader;
        this.publisher = publisher;
        this.settlement = new Settlement(sql);
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Publishes some more, or stops behind what is announced. */
    void publish(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        if (run.cancelBy().isPresent()) {
            publisher.finishAnnounced(run);
            leader.call(connection -> stop(connection, run));
        } else if (publisher.publishNext(run)) {
            leader.call(connection -> finish(connection, run));
        }
    }

    /** The rows without an outcome once more, and then again that this was all. */
    void republish(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        if (publisher.republishNext(run)) {
            leader.call(connection -> {
                outbox.republish(run.runId(), DeltaComputed.TOPIC);
                runs.republishDone(connection, run);
                LOG.infof("Run published again: runId=%s syncId=%d", run.runId(), run.syncId());
                return null;
            });
        }
    }

    private Void finish(Connection connection, Run run) throws SQLException {
        if (runs.settling(connection, run, 0, null)) {
            if (!run.untags()) {
                settlement.forgetLeavers(connection, run.settled());
            }
            events.computed(run);
            LOG.infof("Run published: runId=%s syncId=%d published=%s", run.runId(), run.syncId(), run.published());
        }
        return null;
    }

    private Void stop(Connection connection, Run before) throws SQLException {
        Run run = runs.lock(connection, before.runId()).orElseThrow();
        if (run.state() != RunState.PUBLISHING) {
            return null;
        }
        OperationCounts rest = unpublished(connection, run);
        long cancelled = settlement.cancel(connection, run.settled(), run.publishedThrough(), clock.instant());
        if (cancelled != rest.sum()) {
            throw new IllegalStateException("%d rows cancelled, %d counted".formatted(cancelled, rest.sum()));
        }
        runs.settling(connection, run, cancelled, CANCELLED);
        events.stopped(run, run.published(), rest, CANCELLED);
        LOG.infof("Run stopped: runId=%s syncId=%d published=%s", run.runId(), run.syncId(), run.published());
        return null;
    }

    private OperationCounts unpublished(Connection connection, Run run) throws SQLException {
        return sql.query(
                connection,
                "SELECT COUNT(CASE WHEN operation = 'TAG' THEN 1 END), COUNT(CASE WHEN operation = 'UPDATE' THEN 1 END),"
                        + " COUNT(CASE WHEN operation = 'UNTAG' THEN 1 END) FROM {p2}PLAN_ADDRESS"
                        + " WHERE sequence > ? AND run_no = ? AND outcome IS NULL",
                result -> {
                    result.next();
                    return new OperationCounts(result.getLong(1), result.getLong(2), result.getLong(3));
                },
                run.publishedThrough(),
                run.runNo());
    }
}
