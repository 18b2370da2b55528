package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.delta.plan.StoredPlan;

/** Forgets in small steps what is not needed any more: copies of members, baselines of deleted syncs. */
@ApplicationScoped
class Housekeeping {
    private static final int STEP = 4_000;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final Database database;
    private final Sql sql;
    private final SyncStore syncs;
    private final Leadership leader;
    private final Clock clock;
    private final DeltaConfig.Retention retention;
    private final OldChanges oldChanges;
    private Instant recordsForgotten = Instant.EPOCH;

    Housekeeping(Database database, SyncStore syncs, Leadership leader, Clock clock, DeltaConfig config) {
        this.database = database;
        this.sql = database.sql();
        this.syncs = syncs;
        this.leader = leader;
        this.clock = clock;
        this.retention = config.retention();
        this.oldChanges = new OldChanges(sql, config);
    }

    /** @return whether there may be more to do */
    boolean step() {
        List<Integer> deleted = database.call(syncs::toPurge);
        for (int syncId : deleted) {
            leader.call(connection -> {
                syncs.purge(connection, syncId);
                return null;
            });
        }
        Optional<Long> run = database.call(connection -> sql
                .query(
                        connection,
                        "SELECT TOP (1) run_no FROM {p2}RUN WHERE state IN ('HELD', 'PUBLISHING', 'SETTLING', 'SETTLED',"
                                + " 'FAILED', 'CANCELLED') AND cleaned = 'N' ORDER BY run_no",
                        Sql.list(row -> row.getLong(1)))
                .stream()
                .findFirst());
        run.ifPresent(this::clean);
        return run.isPresent() || !deleted.isEmpty() || forgetPlan() || forgetRecords();
    }

    /** Plans of ended runs go after a month, in small steps; the row of the run stays longer. */
    private boolean forgetPlan() {
        Instant before = clock.instant().minus(retention.plans());
        Optional<Long> old = database.call(connection -> sql
                .query(
                        connection,
                        "SELECT TOP (1) run_no FROM {p2}RUN WHERE cleaned = 'Y' AND state IN ('SETTLED', 'FAILED',"
                                + " 'CANCELLED') AND updated_at < ? ORDER BY run_no",
                        Sql.list(row -> row.getLong(1)),
                        before)
                .stream()
                .findFirst());
        old.ifPresent(runNo -> leader.call(connection -> {
            Sql statements = sql.with("run", runNo);
            if (StoredPlan.forget(connection, statements, STEP) == 0) {
                statements.execute(connection, "UPDATE {p2}RUN SET cleaned = 'F' WHERE run_no = {run}");
            }
            return null;
        }));
        return old.isPresent();
    }

    /** Rows of runs, and what came for runs that never arrived, go when no topic can bring anything about them. */
    private boolean forgetRecords() {
        Instant before = clock.instant().minus(retention.runs());
        if (!before.isAfter(recordsForgotten.plus(PAUSE))) {
            return false;
        }
        int rows = leader.call(connection -> {
            int deleted = sql.execute(
                    connection,
                    "DELETE FROM {p2}SETTLEMENT WHERE run_no IN (SELECT TOP (100) run_no FROM {p2}RUN"
                            + " WHERE cleaned = 'F' AND updated_at < ? ORDER BY run_no)",
                    before);
            deleted += sql.execute(
                    connection,
                    "DELETE FROM {p2}RUN WHERE run_no IN (SELECT TOP (100) run_no FROM {p2}RUN"
                            + " WHERE cleaned = 'F' AND updated_at < ? ORDER BY run_no)",
                    before);
            deleted +=
                    sql.execute(connection, "DELETE TOP (" + STEP + ") FROM {p2}EARLY WHERE received_at < ?", before);
            return deleted + oldChanges.forget(connection);
        });
        if (rows == 0) {
            recordsForgotten = before;
        }
        return rows > 0;
    }

    private void clean(long runNo) {
        Sql statements = sql.with("run", runNo);
        leader.call(connection -> {
            if (StoredPlan.forgetWork(connection, statements, STEP) == 0) {
                statements.execute(connection, "UPDATE {p2}RUN SET cleaned = 'Y' WHERE run_no = {run}");
            }
            return null;
        });
    }
}
