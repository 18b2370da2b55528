package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Forgets in small steps what is not needed any more: copies of members, baselines of deleted syncs. */
@ApplicationScoped
class Housekeeping {
    private static final int STEP = 20_000;

    private final Database database;
    private final Sql sql;
    private final SyncStore syncs;
    private final Leadership leader;

    Housekeeping(Database database, SyncStore syncs, Leadership leader) {
        this.database = database;
        this.sql = database.sql();
        this.syncs = syncs;
        this.leader = leader;
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
        return run.isPresent() || !deleted.isEmpty();
    }

    private void clean(long runNo) {
        Sql statements = sql.with("run", runNo);
        leader.call(connection -> {
            int rows = 0;
            for (String table : List.of("RUN_MEMBER", "RUN_WITHOUT", "RUN_UNTAG", "RUN_HOLDER", "RUN_DUE")) {
                rows += statements.execute(
                        connection, "DELETE TOP (" + STEP + ") FROM {p2}" + table + " WHERE run_no = {run}");
            }
            if (rows == 0) {
                statements.execute(connection, "UPDATE {p2}RUN SET cleaned = 'Y' WHERE run_no = {run}");
            }
            return null;
        });
    }
}
