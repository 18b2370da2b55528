package org.datasync.scheduler.run;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.jboss.logging.Logger;

/** Events of runs that are not known here, or not started: kept until they are, as long as their topics keep them. */
@ApplicationScoped
class EarlyEvents {
    /** Retention of the two topics. */
    static final Duration OLDEST = Duration.ofDays(14);

    private static final Logger LOG = Logger.getLogger(EarlyEvents.class);

    private final DataSource dataSource;
    private final Clock clock;
    private final MeterRegistry meters;

    EarlyEvents(DataSource dataSource, Clock clock, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.clock = clock;
        this.meters = meters;
    }

    /** @param at when the event became a fact: older than its topic keeps records, it is a late replay */
    void keep(Event event, UUID runId, Instant at) {
        if (at.isBefore(clock.instant().minus(OLDEST))) {
            meters.counter("datasync.run.late.events", "event", event.name()).increment();
            LOG.infof("Event of an unknown run refused, too old: runId=%s topic=%s", runId, event.topic());
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO scheduler.early"
                        + " (run_id, event_id, topic, payload, received_at) SELECT ?, ?, ?, ?, ?"
                        + " WHERE NOT EXISTS (SELECT 1 FROM scheduler.early WHERE event_id = ?)")) {
            statement.setString(1, runId.toString());
            statement.setString(2, event.id());
            statement.setString(3, event.topic());
            statement.setString(4, new String(EventJson.write(event), StandardCharsets.UTF_8));
            statement.setObject(5, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            statement.setString(6, event.id());
            int rows = statement.executeUpdate();
            LOG.infof(
                    "Event of a run not started here %s: runId=%s topic=%s",
                    rows == 1 ? "kept" : "known", runId, event.topic());
        } catch (SQLException e) {
            throw new IllegalStateException("an early event could not be kept", e);
        }
    }

    /** Takes the events of the run out, in the order of their arrival. */
    List<Event> take(UUID runId) {
        try (Connection connection = dataSource.getConnection()) {
            List<Event> events = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT topic, payload FROM scheduler.early WHERE run_id = ? ORDER BY id")) {
                statement.setString(1, runId.toString());
                try (ResultSet result = statement.executeQuery()) {
                    while (result.next()) {
                        events.add(read(result.getString("topic"), result.getString("payload")));
                    }
                }
            }
            if (!events.isEmpty()) {
                delete(connection, runId);
            }
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("early events could not be read", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Event read(String topic, String payload) throws IOException {
        byte[] json = payload.getBytes(StandardCharsets.UTF_8);
        return topic.equals(DeltaComputed.TOPIC)
                ? EventJson.read(json, DeltaComputed.class)
                : EventJson.read(json, TagChangesSettled.class);
    }

    private static void delete(Connection connection, UUID runId) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM scheduler.early WHERE run_id = ?")) {
            statement.setString(1, runId.toString());
            statement.executeUpdate();
        }
    }
}
