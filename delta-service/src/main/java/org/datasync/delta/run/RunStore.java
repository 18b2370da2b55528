package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.delta.plan.PlanResult;

/** The rows of runs. Every change of state names the state it starts from; 0 rows mean that somebody was first. */
@ApplicationScoped
class RunStore {
    private final Sql sql;
    private final Clock clock;

    RunStore(Database database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** @return false if the run was there before */
    boolean insert(Connection connection, SyncRequested request) throws SQLException {
        Instant now = clock.instant();
        String runId = request.runId().toString();
        return sql.execute(
                        connection,
                        "INSERT INTO {p2}RUN (run_id, sync_id, tag_id, list_no, state, held, request, requested_at,"
                                + " republish, republished_through, planned_tag, planned_update, planned_untag,"
                                + " kept_shared, first_sequence, last_sequence, publishing_through, published_through,"
                                + " published_added, published_removed, published_changed, settled, cleaned, attempt,"
                                + " created_at, updated_at)"
                                + " SELECT ?, ?, ?, ?, 'WAITING', 'N', ?, ?, 'N', 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                                + " 'Y', 0, ?, ? WHERE NOT EXISTS (SELECT 1 FROM {p2}RUN WHERE run_id = ?)",
                        runId,
                        request.syncId(),
                        request.definition().tag().id(),
                        request.definition().listNo(),
                        new String(EventJson.write(request), StandardCharsets.UTF_8),
                        request.requestedAt(),
                        now,
                        now,
                        runId)
                == 1;
    }

    Optional<Run> find(Connection connection, UUID runId) throws SQLException {
        return sql
                .query(
                        connection,
                        "SELECT " + Run.COLUMNS + " FROM {p2}RUN WHERE run_id = ?",
                        Sql.list(Run::read),
                        runId.toString())
                .stream()
                .findFirst();
    }

    Optional<Run> find(Connection connection, long runNo) throws SQLException {
        return sql
                .query(
                        connection,
                        "SELECT " + Run.COLUMNS + " FROM {p2}RUN WHERE run_no = ?",
                        Sql.list(Run::read),
                        runNo)
                .stream()
                .findFirst();
    }

    /** Locks the run's row for the rest of the transaction and reads it. */
    Optional<Run> lock(Connection connection, UUID runId) throws SQLException {
        int found = sql.execute(
                connection, "UPDATE {p2}RUN SET updated_at = ? WHERE run_id = ?", clock.instant(), runId.toString());
        return found == 0 ? Optional.empty() : find(connection, runId);
    }

    /** Runs that are not over, oldest first. */
    List<Run> active(Connection connection) throws SQLException {
        return sql.query(
                connection,
                "SELECT " + Run.COLUMNS + " FROM {p2}RUN WHERE state IN (" + RunState.active() + ") ORDER BY run_no",
                Sql.list(Run::read));
    }

    /** Whether nothing keeps a waiting run from planning: neither its sync's other runs nor another run of the tag. */
    boolean isTurn(Connection connection, Run run) throws SQLException {
        return sql.number(
                        connection,
                        "SELECT COUNT(*) FROM {p2}RUN WHERE run_no <> ? AND ((tag_id = ? AND state IN ("
                                + RunState.applying() + ")) OR (sync_id = ? AND state IN (" + RunState.active()
                                + ") AND (state <> 'WAITING' OR run_no < ?)))",
                        run.runNo(),
                        run.request().definition().tag().id(),
                        run.syncId(),
                        run.runNo())
                == 0;
    }

    boolean move(Connection connection, Run run, RunState to) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = ?, attempt = 0, next_attempt_at = NULL, cleaned = 'N',"
                                + " updated_at = ? WHERE run_no = ? AND state = ?",
                        to.name(),
                        clock.instant(),
                        run.runNo(),
                        run.state().name())
                == 1;
    }

    /** The run ends without any record published. */
    boolean end(Connection connection, Run run, RunState to, String reason, String detail) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = ?, reason = ?, detail = ?, updated_at = ?"
                                + " WHERE run_no = ? AND state = ?",
                        to.name(),
                        reason,
                        detail,
                        clock.instant(),
                        run.runNo(),
                        run.state().name())
                == 1;
    }

    boolean planned(Connection connection, Run run, PlanResult plan, RunState to, String reason, String detail)
            throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = ?, held = ?, counts = ?, planned_tag = ?, planned_update = ?,"
                                + " planned_untag = ?, kept_shared = ?, settled = ?, first_sequence = ?,"
                                + " last_sequence = ?, publishing_through = ?, published_through = ?,"
                                + " republished_through = ?, planned_at = GETDATE(), reason = ?, detail = ?,"
                                + " attempt = 0, next_attempt_at = NULL, updated_at = ?"
                                + " WHERE run_no = ? AND state = ?",
                        to.name(),
                        to == RunState.HELD ? "Y" : "N",
                        Run.json(plan.counts()),
                        plan.planned().tag(),
                        plan.planned().update(),
                        plan.planned().untag(),
                        plan.keptShared(),
                        plan.keptShared(),
                        plan.firstSequence(),
                        plan.lastSequence(),
                        plan.firstSequence(),
                        plan.firstSequence(),
                        plan.firstSequence(),
                        reason,
                        detail,
                        clock.instant(),
                        run.runNo(),
                        run.state().name())
                == 1;
    }

    boolean approved(Connection connection, Run run, long keptShared) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = 'PUBLISHING', kept_shared = ?, settled = ?, reason = NULL,"
                                + " detail = NULL, attempt = 0, next_attempt_at = NULL, updated_at = ?"
                                + " WHERE run_no = ? AND state = ?",
                        keptShared,
                        keptShared,
                        clock.instant(),
                        run.runNo(),
                        run.state().name())
                == 1;
    }

    /** What is going to be sent. Not after somebody asked to stop. */
    boolean publishing(Connection connection, Run run, long through) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET publishing_through = ? WHERE run_no = ? AND state = 'PUBLISHING'"
                                + " AND publishing_through < ? AND cancel_by IS NULL",
                        through,
                        run.runNo(),
                        through)
                == 1;
    }

    /** What the broker has acknowledged. */
    boolean published(Connection connection, Run run, long from, long through, Published more) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET published_through = ?, published_added = published_added + ?,"
                                + " published_removed = published_removed + ?,"
                                + " published_changed = published_changed + ?, updated_at = ?"
                                + " WHERE run_no = ? AND state = 'PUBLISHING' AND published_through = ?",
                        through,
                        more.added(),
                        more.removed(),
                        more.changed(),
                        clock.instant(),
                        run.runNo(),
                        from)
                == 1;
    }

    /** Publishing is over; with every outcome known, so is the run. */
    boolean settling(Connection connection, Run run, long cancelled, String reason) throws SQLException {
        boolean moved = sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = 'SETTLING', settled = settled + ?, reason = ?, attempt = 0,"
                                + " next_attempt_at = NULL, updated_at = ? WHERE run_no = ? AND state = 'PUBLISHING'",
                        cancelled,
                        reason,
                        clock.instant(),
                        run.runNo())
                == 1;
        if (moved) {
            settle(connection, run.runNo(), 0, null);
        }
        return moved;
    }

    /** Adds outcomes and ends the run with the last one. */
    boolean settle(Connection connection, long runNo, long outcomes, String failure) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}RUN SET settled = settled + ?, failure = COALESCE(failure, ?) WHERE run_no = ?",
                outcomes,
                failure,
                runNo);
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET state = 'SETTLED' WHERE run_no = ? AND state = 'SETTLING'"
                                + " AND settled >= planned_tag + planned_update + planned_untag",
                        runNo)
                == 1;
    }

    /** Waits for somebody else: no attempt. */
    void waitUntil(Connection connection, Run run, Instant until) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}RUN SET next_attempt_at = ?, updated_at = ? WHERE run_no = ?",
                until,
                clock.instant(),
                run.runNo());
    }

    /** After a failed attempt. */
    void putOff(Connection connection, Run run, Instant until) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}RUN SET attempt = attempt + 1, next_attempt_at = ?, updated_at = ? WHERE run_no = ?",
                until,
                clock.instant(),
                run.runNo());
    }

    boolean republished(Connection connection, Run run, long through) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET republished_through = ? WHERE run_no = ? AND republish = 'Y'",
                        through,
                        run.runNo())
                == 1;
    }

    void republishDone(Connection connection, Run run) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}RUN SET republish = 'N', republished_through = first_sequence WHERE run_no = ?",
                run.runNo());
    }
}
