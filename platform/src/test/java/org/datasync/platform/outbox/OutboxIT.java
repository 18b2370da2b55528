package org.datasync.platform.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.platform.Topic;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class OutboxIT {
    @Inject
    Outbox outbox;

    @Inject
    DataSource dataSource;

    @Test
    void anEventIsPublishedAfterTheCommitWithItsHeaders() throws IOException {
        RunDecided event = decision(UUID.randomUUID(), 1);

        QuarkusTransaction.requiringNew().run(() -> outbox.append(event, event.runId()));

        ConsumerRecord<String, byte[]> record = published(event.runId(), 1).get(0);
        assertThat(record.key()).isEqualTo("7");
        assertThat(EventJson.read(record.value(), RunDecided.class)).isEqualTo(event);
        assertThat(header(record, "ce_id")).isEqualTo(event.id());
        assertThat(header(record, "ce_type")).isEqualTo("org.datasync.run-decided.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/datasync/delta-service");
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(Instant.parse(header(record, "ce_time"))).isBeforeOrEqualTo(Instant.now());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
        assertThat(header(record, "traceparent"))
                .matches("00-" + event.runId().toString().replace("-", "") + "-[0-9a-f]{16}-01");
    }

    @Test
    void anEventOfATransactionThatRolledBackNeverBecameAFact() {
        UUID runId = UUID.randomUUID();

        assertThatThrownBy(() -> QuarkusTransaction.requiringNew().run(() -> {
                    outbox.append(decision(runId, 1), runId);
                    throw new IllegalStateException("something else failed");
                }))
                .isInstanceOf(IllegalStateException.class);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(decision(runId, 2), runId));

        assertThat(published(runId, 1)).singleElement().satisfies(record -> assertThat(header(record, "ce_id"))
                .endsWith(":2"));
    }

    @Test
    void withoutATransactionNothingIsAccepted() {
        UUID runId = UUID.randomUUID();

        assertThatThrownBy(() -> outbox.append(decision(runId, 1), runId))
                .isInstanceOf(jakarta.transaction.TransactionalException.class);
    }

    @Test
    void publishingAgainKeepsTheIdentityAndTheTime() {
        RunDecided event = decision(UUID.randomUUID(), 1);
        QuarkusTransaction.requiringNew().run(() -> outbox.append(event, event.runId()));
        published(event.runId(), 1);
        await().until(() -> unpublished(event.runId()) == 0);

        int again = QuarkusTransaction.requiringNew().call(() -> outbox.republish(event.runId(), RunDecided.TOPIC));

        List<ConsumerRecord<String, byte[]>> records = published(event.runId(), 2);
        assertThat(again).isEqualTo(1);
        assertThat(header(records.get(1), "ce_id")).isEqualTo(header(records.get(0), "ce_id"));
        assertThat(header(records.get(1), "ce_time")).isEqualTo(header(records.get(0), "ce_time"));
    }

    private static RunDecided decision(UUID runId, int decisionNo) {
        return new RunDecided(
                runId, 7, decisionNo, Decision.APPROVED, "somebody", Instant.parse("2026-03-01T10:00:00Z"));
    }

    private static List<ConsumerRecord<String, byte[]>> published(UUID runId, int count) {
        return Topic.await(
                RunDecided.TOPIC,
                record -> header(record, "ce_id").contains(runId.toString()),
                count,
                Duration.ofSeconds(20));
    }

    private int unpublished(UUID runId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT COUNT(*) FROM dbo.outbox WHERE run_id = ? AND published_at IS NULL")) {
            statement.setString(1, runId.toString());
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static String header(ConsumerRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }
}
