package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two replicas with the default lease. The one that leads is frozen in the middle of its work and wakes up later; then
 * the other one, which leads by now, is killed.
 */
@Tag("load")
class TakeOverIT {
    private static final int REMOVALS = 120;
    private static final int ADDS = 500;
    /** Of the embedded database. */
    private static final int LOCK_TIMEOUT = 50_200;

    @Test
    void anotherReplicaTakesOverWithinTwentySecondsAndTheFrozenOneDoesNoHarm() throws Exception {
        Path log = Path.of("target", "take-over.log");
        Files.deleteIfExists(log);
        try (var broker = KafkaCluster.single(Files.createTempDirectory("take-over"), 0);
                var account = account();
                var events = events(broker);
                var settlements = new Settlements(broker.bootstrapServers());
                var first = new ConnectorProcess(settings(account, broker), List.of("-Xmx256m"), log);
                var second = new ConnectorProcess(settings(account, broker), List.of("-Xmx256m"), log)) {
            first.start();
            var warmUp = new Plan(7, "Member").add("warm@example.org");
            events.publish(warmUp.all());
            awaitSettled(settlements, warmUp, 1, Duration.ofSeconds(90));
            second.start();
            await().atMost(Duration.ofSeconds(90)).until(() -> started(log) == 2);
            var plan = plan();
            events.publish(plan.all());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> settlements.count(plan.runId, Outcome.DONE) > 10
                            && settlements.entries(plan.runId).size() < ADDS + REMOVALS);

            freezeBetweenTransactions(first);
            await().atMost(Duration.ofSeconds(20)).until(() -> epoch() == 2);
            int settled = settlements.entries(plan.runId).size();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> settlements.entries(plan.runId).size() > settled);
            first.thaw();

            awaitSettled(settlements, plan, ADDS + REMOVALS, Duration.ofSeconds(120));
            assertThat(settlements.count(plan.runId, Outcome.DONE)).isEqualTo(ADDS + REMOVALS);
            assertThat(account.tagged("Member")).isEqualTo(ADDS + 1);

            var leaving = new Plan(7, "Member").remove(Plan.addresses("joiner", REMOVALS));
            events.publish(leaving.all());
            await().atMost(Duration.ofSeconds(60)).until(() -> settlements.count(leaving.runId, Outcome.DONE) > 10);
            second.kill();
            await().atMost(Duration.ofSeconds(20)).until(() -> epoch() == 3);

            awaitSettled(settlements, leaving, REMOVALS, Duration.ofSeconds(120));
            assertThat(settlements.count(leaving.runId, Outcome.DONE)).isEqualTo(REMOVALS);
            assertThat(account.tagged("Member")).isEqualTo(ADDS + 1 - REMOVALS);
            assertThat(account.tagged("Other")).isEqualTo(REMOVALS);
            assertThat(account.quota().refused()).isZero();
        }
    }

    /**
     * A leader that is frozen between proving its lease and committing holds the lease's row until it wakes or its
     * connection ends: harmless, but not what is to be seen here.
     */
    private static void freezeBetweenTransactions(ConnectorProcess leader) throws Exception {
        leader.freeze();
        while (isLeaseLocked()) {
            leader.thaw();
            leader.freeze();
        }
    }

    private static boolean isLeaseLocked() throws SQLException {
        try (Connection connection = Servers.database("takeover").connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SET LOCK_TIMEOUT 500");
            statement.executeUpdate("UPDATE connector.lease SET beat = beat WHERE name = 'account'");
            return false;
        } catch (SQLException e) {
            if (e.getErrorCode() == LOCK_TIMEOUT) {
                return true;
            }
            throw e;
        }
    }

    /** How many of the services that write this log are ready. */
    private static int started(Path log) throws IOException {
        return Files.readString(log).split("started in").length - 1;
    }

    /** How often the right to drive the account has changed hands. */
    private static long epoch() throws SQLException {
        try (Connection connection = Servers.database("takeover").connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT epoch FROM connector.lease WHERE name = 'account'")) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static Plan plan() {
        return new Plan(7, "Member").add(Plan.addresses("joiner", ADDS)).remove(Plan.addresses("leaver", REMOVALS));
    }

    private static Prospect2Server account() {
        var account = Prospect2Server.builder().fast().empty().settings("""
                        {"limits":{"requestsPerSecond":50,"bulkPerMinute":1000,"singleBulkPerMinute":200},
                         "bulk":{"visibleAfter":"PT0.1S","duration":"PT1S","perContact":"PT0.005S"}}""").start();
        account.addTag(7, "Member");
        for (String address : Plan.addresses("leaver", REMOVALS)) {
            account.addContact(address, "Member", "Other");
        }
        return account;
    }

    private static Events events(KafkaCluster broker) {
        broker.createTopics(TopicList.ofContracts());
        return new Events(broker.bootstrapServers());
    }

    private static void awaitSettled(Settlements settlements, Plan plan, int rows, Duration limit) {
        await().atMost(limit)
                .untilAsserted(() -> assertThat(settlements.entries(plan.runId)).hasSize(rows));
    }

    private static Map<String, String> settings(Prospect2Server account, KafkaCluster broker) {
        Map<String, String> settings = ConnectorProcess.settings(account, broker, Servers.database("takeover"));
        settings.put("datasync.connector.limits.requests-per-second", "4");
        settings.put("datasync.connector.limits.imports-per-minute", "600");
        settings.put("datasync.connector.bulk.first-poll", "PT1S");
        settings.put("datasync.connector.calls.recent-add", "PT1S");
        return settings;
    }
}
