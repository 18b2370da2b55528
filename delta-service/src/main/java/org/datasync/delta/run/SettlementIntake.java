package org.datasync.delta.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/** Takes outcomes in: marks the plan and moves the baseline in one transaction. */
@ApplicationScoped
class SettlementIntake {
    private static final Logger LOG = Logger.getLogger(SettlementIntake.class);

    private final Database database;
    private final Sql sql;
    private final RunStore runs;
    private final EarlyRecords early;
    private final Settlement settlement;
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;
    private final WorkSignal signal;

    SettlementIntake(
            Database database,
            RunStore runs,
            EarlyRecords early,
            Outbox outbox,
            Clock clock,
            MeterRegistry meters,
            WorkSignal signal) {
        this.database = database;
        this.sql = database.sql();
        this.runs = runs;
        this.early = early;
        this.settlement = new Settlement(sql);
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        this.signal = signal;
    }

    @Transactional
    void accept(TagChangesSettled event) {
        database.call(connection -> {
            Optional<Run> run = runs.lock(connection, event.runId());
            if (run.isPresent()
                    && (run.get().state().isPublished() || run.get().state().isEnded())) {
                apply(connection, run.get(), event);
            } else if (run.isPresent() || !early.isTooOld(event, event.at())) {
                early.keep(connection, event.runId(), event);
            }
            return null;
        });
        signal.afterCommit();
    }

    /** In a transaction that holds the run's row. */
    void apply(Connection connection, Run run, TagChangesSettled event) throws SQLException {
        int recorded = sql.execute(
                connection,
                "INSERT INTO {p2}SETTLEMENT (run_no, settlement_no, received_at) SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM {p2}SETTLEMENT WHERE run_no = ? AND settlement_no = ?)",
                run.runNo(),
                event.settlementNo(),
                clock.instant(),
                run.runNo(),
                event.settlementNo());
        if (recorded == 0 || !run.state().isPublished()) {
            LOG.debugf("Settlement ignored: id=%s state=%s", event.id(), run.state());
            return;
        }
        long outcomes =
                settlement.settle(connection, run.settled(), event.settlementNo(), event.entries(), clock.instant());
        String failure = event.runFailure() == null ? null : event.runFailure().code();
        boolean over = runs.settle(connection, run.runNo(), outcomes, failure);
        meters.counter("datasync.settlement.outcomes").increment(outcomes);
        if (outcomes < event.entries().size()) {
            LOG.infof(
                    "Outcomes that were known before: id=%s known=%d",
                    event.id(), event.entries().size() - outcomes);
        }
        if (over) {
            LOG.infof("Run settled: runId=%s syncId=%d", run.runId(), run.syncId());
            if (run.republish()) {
                outbox.republish(run.runId(), DeltaComputed.TOPIC);
                runs.republishDone(connection, run);
            }
        }
    }
}
