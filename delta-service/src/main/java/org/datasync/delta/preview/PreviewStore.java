package org.datasync.delta.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.StoredPlan;

/** The rows of previews. */
@ApplicationScoped
class PreviewStore {
    private static final String COLUMNS =
            "preview_no, preview_id, state, request, counts, reason, attempt, next_attempt_at FROM {p2}PREVIEW";
    private static final int STEP = 4_000;

    private final Sql sql;
    private final Clock clock;
    private final ObjectMapper mapper;

    PreviewStore(Database database, Clock clock, ObjectMapper mapper) {
        this.sql = database.sql();
        this.clock = clock;
        this.mapper = mapper;
    }

    UUID insert(Connection connection, PreviewRequest request) throws SQLException {
        UUID id = UUID.randomUUID();
        sql.execute(
                connection,
                "INSERT INTO {p2}PREVIEW (preview_id, sync_id, request, state, planned_tag, planned_update,"
                        + " planned_untag, kept_shared, attempt, created_at)"
                        + " VALUES (?, ?, ?, 'COMPUTING', 0, 0, 0, 0, 0, ?)",
                id.toString(),
                request.baseline(),
                write(request),
                clock.instant());
        return id;
    }

    Optional<Preview> find(Connection connection, String id) throws SQLException {
        return sql.query(connection, "SELECT " + COLUMNS + " WHERE preview_id = ?", Sql.list(this::read), id).stream()
                .findFirst();
    }

    List<Preview> computing(Connection connection) throws SQLException {
        return sql.query(
                connection,
                "SELECT " + COLUMNS + " WHERE state = 'COMPUTING' ORDER BY preview_no",
                Sql.list(this::read));
    }

    void ready(Connection connection, Preview preview, PlanResult plan) throws SQLException {
        RunCounts counts = RunCounts.of(
                plan.counts(),
                planned(plan.planned().tag(), 0),
                planned(plan.planned().update(), 0),
                planned(plan.planned().untag(), plan.keptShared()));
        sql.execute(
                connection,
                "UPDATE {p2}PREVIEW SET state = 'READY', counts = ? WHERE preview_no = ? AND state = 'COMPUTING'",
                write(counts),
                preview.previewNo());
    }

    void failed(Connection connection, Preview preview, String reason) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}PREVIEW SET state = 'FAILED', reason = ? WHERE preview_no = ? AND state = 'COMPUTING'",
                reason,
                preview.previewNo());
    }

    /** Waits for somebody else: no attempt. */
    void waitUntil(Connection connection, Preview preview, Instant until) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}PREVIEW SET next_attempt_at = ? WHERE preview_no = ?",
                until,
                preview.previewNo());
    }

    /** After a failed attempt. */
    void putOff(Connection connection, Preview preview, Instant until) throws SQLException {
        sql.execute(
                connection,
                "UPDATE {p2}PREVIEW SET attempt = attempt + 1, next_attempt_at = ? WHERE preview_no = ?",
                until,
                preview.previewNo());
    }

    Optional<Long> oldest(Connection connection, Instant before) throws SQLException {
        return sql
                .query(
                        connection,
                        "SELECT TOP (1) preview_no FROM {p2}PREVIEW WHERE created_at < ? ORDER BY created_at",
                        Sql.list(row -> row.getLong(1)),
                        before)
                .stream()
                .findFirst();
    }

    /** One step of forgetting a preview. */
    void forget(Connection connection, long previewNo) throws SQLException {
        Sql statements = sql.with("run", -previewNo);
        int rows =
                StoredPlan.forget(connection, statements, STEP) + StoredPlan.forgetWork(connection, statements, STEP);
        if (rows == 0) {
            statements.execute(connection, "DELETE FROM {p2}PREVIEW WHERE preview_no = ?", previewNo);
        }
    }

    private Preview read(ResultSet row) throws SQLException {
        OffsetDateTime next = row.getObject("next_attempt_at", OffsetDateTime.class);
        String counts = row.getString("counts");
        return new Preview(
                row.getLong("preview_no"),
                row.getString("preview_id"),
                Preview.State.valueOf(row.getString("state")),
                read(row.getString("request"), PreviewRequest.class),
                counts == null ? null : read(counts, RunCounts.class),
                row.getString("reason"),
                row.getInt("attempt"),
                next == null ? null : next.toInstant());
    }

    /** Nothing is done by a preview. */
    private static OperationOutcomes planned(long planned, long keptShared) {
        return new OperationOutcomes(planned, 0, 0, keptShared, 0, 0, 0, 0);
    }

    private <T> T read(String json, Class<T> type) {
        try {
            return mapper.readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String write(Object value) {
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
