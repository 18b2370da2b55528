package org.datasync.chaos;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.datasync.sandbox.system.Part;

/** Reads the runs that have been added since it was asked last. */
final class RunReader {
    private static final String RUNS = """
            SELECT run_no, run_id, sync_id, mode, trigger_kind, parent_run_id, state, reason, due_at, started_at, finished_at, held_at
            FROM scheduler.run WHERE run_no > ? ORDER BY run_no""";
    private static final String DELTA = """
            SELECT run_no, state, reason, planned_at FROM dbo.LT_P2_RUN WHERE run_id = ?""";
    private static final String ROWS = """
            SELECT p.customer_no, p.change, x.operation, x.address_key, x.outcome, x.reason, x.holder_no
            FROM dbo.LT_P2_PLAN p JOIN dbo.LT_P2_PLAN_ADDRESS x ON x.sequence = p.sequence
            WHERE p.run_no = ? ORDER BY p.sequence, x.address_no""";
    private static final String LEFT = "SELECT customer_no FROM dbo.LT_P2_PLAN WHERE run_no = ? AND change = 'LEFT'";

    private final Queries queries;
    private long last;

    RunReader(Queries queries) {
        this.queries = queries;
    }

    /** In the order in which delta-service got to know them. */
    List<RunFacts> more() throws SQLException {
        var runs = new ArrayList<RunFacts>();
        for (Started started : queries.list(Part.SCHEDULER, RUNS, Started::of, last)) {
            runs.add(facts(started));
            last = started.runNo;
        }
        runs.sort(Comparator.comparing(RunFacts::runNo));
        return List.copyOf(runs);
    }

    private RunFacts facts(Started run) throws SQLException {
        Optional<Planned> planned =
                queries.list(Part.DELTA, DELTA, Planned::of, run.id).stream().findFirst();
        long runNo = planned.map(Planned::runNo).orElse(0L);
        return new RunFacts(
                run.id,
                run.syncId,
                run.mode,
                run.trigger,
                run.parent,
                run.state,
                run.reason,
                run.dueAt,
                run.startedAt,
                run.finishedAt,
                run.wasHeld,
                runNo,
                planned.map(Planned::state).orElse(null),
                planned.map(Planned::reason).filter("CANCELLED"::equals).isPresent(),
                planned.filter(Planned::isPlanned).isPresent(),
                queries.list(Part.DELTA, ROWS, RunReader::row, runNo),
                new HashSet<>(queries.list(Part.DELTA, LEFT, row -> row.getInt(1), runNo)));
    }

    private static PlannedRow row(ResultSet row) throws SQLException {
        return new PlannedRow(
                row.getInt(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                row.getObject(7, Integer.class));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private record Started(
            long runNo,
            String id,
            int syncId,
            String mode,
            String trigger,
            String parent,
            String state,
            String reason,
            Instant dueAt,
            Instant startedAt,
            Instant finishedAt,
            boolean wasHeld) {
        static Started of(ResultSet row) throws SQLException {
            return new Started(
                    row.getLong("run_no"),
                    row.getString("run_id"),
                    row.getInt("sync_id"),
                    row.getString("mode"),
                    row.getString("trigger_kind"),
                    row.getString("parent_run_id"),
                    row.getString("state"),
                    row.getString("reason"),
                    instant(row, "due_at"),
                    instant(row, "started_at"),
                    instant(row, "finished_at"),
                    instant(row, "held_at") != null);
        }
    }

    private record Planned(long runNo, String state, String reason, boolean isPlanned) {
        static Planned of(ResultSet row) throws SQLException {
            return new Planned(row.getLong(1), row.getString(2), row.getString(3), row.getObject(4) != null);
        }
    }
}
