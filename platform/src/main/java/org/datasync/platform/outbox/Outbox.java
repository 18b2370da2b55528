package org.datasync.platform.outbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.contracts.Event;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.events.EventRecord;

/** Events that become facts with the caller's transaction and are published afterwards by {@link OutboxRelay}. */
@ApplicationScoped
public class Outbox {
    private final DataSource dataSource;
    private final String table;
    private final Clock clock;
    private final TransactionSynchronizationRegistry transactions;
    private final OutboxRelay relay;

    Outbox(
            DataSource dataSource,
            PlatformConfig config,
            Clock clock,
            TransactionSynchronizationRegistry transactions,
            OutboxRelay relay) {
        this.dataSource = dataSource;
        this.table = config.outboxTable();
        this.clock = clock;
        this.transactions = transactions;
        this.relay = relay;
    }

    /**
     * Adds the event to the running transaction.
     *
     * @param runId the run it belongs to; null for an event of no run
     * @throws IllegalStateException if the same event (by its id) was added before: a bug of the caller, and the
     *     unique key would fail the transaction anyway
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void append(Event event, UUID runId) {
        OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
        EventRecord record = EventRecord.of(event, runId, now.toInstant());
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO " + table
                        + " (event_id, topic, record_key, event_type, run_id, trace_id, payload, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, record.id());
            statement.setString(2, record.topic());
            statement.setString(3, record.key());
            statement.setString(4, record.type());
            statement.setString(5, runId == null ? null : runId.toString());
            statement.setString(6, record.traceId());
            statement.setString(7, new String(record.payload(), StandardCharsets.UTF_8));
            statement.setObject(8, now);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("event %s could not be added to the outbox".formatted(record.id()), e);
        }
        wakeRelayAfterCommit();
    }

    /**
     * Publishes the run's events of one topic again, with the same identities.
     *
     * @return how many
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public int republish(UUID runId, String topic) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("UPDATE " + table
                        + " SET published_at = NULL WHERE run_id = ? AND topic = ? AND published_at IS NOT NULL")) {
            statement.setString(1, runId.toString());
            statement.setString(2, topic);
            int events = statement.executeUpdate();
            wakeRelayAfterCommit();
            return events;
        } catch (SQLException e) {
            throw new IllegalStateException("events of run %s could not be published again".formatted(runId), e);
        }
    }

    private void wakeRelayAfterCommit() {
        transactions.registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // nothing to do: the row is written
            }

            @Override
            public void afterCompletion(int status) {
                relay.wake();
            }
        });
    }
}
