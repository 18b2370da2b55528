package org.datasync.delta.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.jboss.logging.Logger;

/** Records about runs that are not known yet, or not far enough: stored as they came, applied when the run is. */
@ApplicationScoped
class EarlyRecords {
    private static final Logger LOG = Logger.getLogger(EarlyRecords.class);

    private final Sql sql;
    private final Clock clock;
    private final Duration retention;
    private final MeterRegistry meters;

    EarlyRecords(Database database, DeltaConfig config, Clock clock, MeterRegistry meters) {
        this.sql = database.sql();
        this.clock = clock;
        this.retention = config.topicRetention();
        this.meters = meters;
    }

    /** Whether a record of an unknown run is older than the topics keep records: then it is refused and counted. */
    boolean isTooOld(Event event, Instant at) {
        boolean old = at.isBefore(clock.instant().minus(retention));
        if (old) {
            meters.counter("datasync.run.records.refused", "topic", event.topic())
                    .increment();
            LOG.infof("Record refused, its run is not known and it is too old: id=%s", event.id());
        }
        return old;
    }

    void keep(Connection connection, UUID runId, Event event) throws SQLException {
        sql.execute(
                connection,
                "INSERT INTO {p2}EARLY (run_id, event_id, name, payload, received_at) SELECT ?, ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM {p2}EARLY WHERE event_id = ?)",
                runId.toString(),
                event.id(),
                event.name(),
                new String(EventJson.write(event), StandardCharsets.UTF_8),
                clock.instant(),
                event.id());
    }

    /** Removes and returns the run's records of one kind, in the order in which they came. */
    <T extends Event> List<T> take(Connection connection, UUID runId, String name, Class<T> type) throws SQLException {
        List<String> payloads = sql.query(
                connection,
                "SELECT payload FROM {p2}EARLY WHERE run_id = ? AND name = ? ORDER BY id",
                Sql.list(row -> row.getString(1)),
                runId.toString(),
                name);
        if (payloads.isEmpty()) {
            return List.of();
        }
        sql.execute(connection, "DELETE FROM {p2}EARLY WHERE run_id = ? AND name = ?", runId.toString(), name);
        List<T> events = new ArrayList<>();
        for (String payload : payloads) {
            try {
                events.add(EventJson.read(payload.getBytes(StandardCharsets.UTF_8), type));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return events;
    }
}
