package org.datasync.delta.run;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.baseline.SettledRun;
import org.datasync.delta.plan.PlanInput;

/**
 * A run as its row says.
 *
 * @param publishingThrough sequences up to this one may be at the broker
 * @param publishedThrough sequences up to this one are at the broker
 */
record Run(
        long runNo,
        RunState state,
        boolean held,
        SyncRequested request,
        Optional<Decision> decision,
        String decidedBy,
        Optional<String> cancelBy,
        boolean republish,
        long republishedThrough,
        DeltaCounts counts,
        OperationCounts planned,
        long keptShared,
        long firstSequence,
        long lastSequence,
        long publishingThrough,
        long publishedThrough,
        Published published,
        String reason,
        String detail,
        int attempt,
        Instant nextAttemptAt) {
    static final String COLUMNS = "run_no, state, held, request, decision, decided_by, cancel_by, republish,"
            + " republished_through, counts, planned_tag, planned_update, planned_untag, kept_shared, first_sequence,"
            + " last_sequence, publishing_through, published_through, published_added, published_removed,"
            + " published_changed, reason, detail, attempt, next_attempt_at";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    Run {
        requireNonNull(state, "state");
        requireNonNull(request, "request");
    }

    UUID runId() {
        return request.runId();
    }

    int syncId() {
        return request.syncId();
    }

    int listNo() {
        return request.definition().listNo();
    }

    /** Whether leavers lose the tag. */
    boolean untags() {
        return PlanInput.untags(request);
    }

    SettledRun settled() {
        return new SettledRun(
                runNo,
                request.syncId(),
                listNo(),
                request.definition().tag().id(),
                request.otherSyncIds(),
                firstSequence);
    }

    boolean isDue(Instant now) {
        return nextAttemptAt == null || !nextAttemptAt.isAfter(now);
    }

    static Run read(ResultSet row) throws SQLException {
        OffsetDateTime next = row.getObject("next_attempt_at", OffsetDateTime.class);
        String decision = row.getString("decision");
        return new Run(
                row.getLong("run_no"),
                RunState.valueOf(row.getString("state")),
                "Y".equals(row.getString("held")),
                request(row.getString("request")),
                Optional.ofNullable(decision).map(Decision::valueOf),
                row.getString("decided_by"),
                Optional.ofNullable(row.getString("cancel_by")),
                "Y".equals(row.getString("republish")),
                row.getLong("republished_through"),
                counts(row.getString("counts")),
                new OperationCounts(
                        row.getLong("planned_tag"), row.getLong("planned_update"), row.getLong("planned_untag")),
                row.getLong("kept_shared"),
                row.getLong("first_sequence"),
                row.getLong("last_sequence"),
                row.getLong("publishing_through"),
                row.getLong("published_through"),
                new Published(
                        row.getLong("published_added"),
                        row.getLong("published_removed"),
                        row.getLong("published_changed")),
                row.getString("reason"),
                row.getString("detail"),
                row.getInt("attempt"),
                next == null ? null : next.toInstant());
    }

    static String json(DeltaCounts counts) {
        try {
            return MAPPER.writeValueAsString(counts);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static DeltaCounts counts(String json) {
        if (json == null) {
            return null;
        }
        try {
            return MAPPER.readValue(json, DeltaCounts.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SyncRequested request(String json) {
        try {
            return EventJson.read(json.getBytes(StandardCharsets.UTF_8), SyncRequested.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
