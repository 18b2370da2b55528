package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.DatabaseChild;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database server is killed under the working service, and all connections of its pool with it. */
@Tag("load")
class DatabaseLossIT {
    private static final int ADDS = 400;
    private static final int REMOVALS = 400;
    private static final int KILLS = 3;

    @Test
    void workGoesOnWhenTheDatabaseIsBackAndNothingIsLost() throws Exception {
        Path log = Path.of("target", "database-loss.log");
        Files.deleteIfExists(log);
        try (var broker = KafkaCluster.single(Files.createTempDirectory("database-loss"), 0);
                var account = account();
                var database = new DatabaseChild(Files.createTempDirectory("database-loss"));
                var service = new ConnectorProcess(settings(account, broker, database), List.of("-Xmx256m"), log)) {
            broker.createTopics(TopicList.ofContracts());
            database.start();
            service.start();
            try (var events = new Events(broker.bootstrapServers());
                    var settlements = new Settlements(broker.bootstrapServers())) {
                var plan = new Plan(7, "Member")
                        .add(Plan.addresses("joiner", ADDS))
                        .remove(Plan.addresses("leaver", REMOVALS));
                events.publish(plan.all());
                awaitMore(settlements, plan, 0);
                for (int i = 0; i < KILLS; i++) {
                    database.kill();
                    await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
                    int settled = settlements.entries(plan.runId).size();
                    assertThat(settled).isLessThan(ADDS + REMOVALS);
                    database.start();
                    awaitMore(settlements, plan, settled);
                }

                await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(settlements.entries(plan.runId))
                        .hasSize(ADDS + REMOVALS));
                assertThat(settlements.count(plan.runId, Outcome.DONE)).isEqualTo(ADDS + REMOVALS);
                assertThat(account.tagged("Member")).isEqualTo(ADDS);
            }
        }
    }

    private static void awaitMore(Settlements settlements, Plan plan, int settled) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> settlements.entries(plan.runId).size() > settled);
    }

    private static Prospect2Server account() {
        var account = Prospect2Server.builder().fast().empty().settings("""
                        {"limits":{"requestsPerSecond":50,"bulkPerMinute":1000,"singleBulkPerMinute":200},
                         "bulk":{"visibleAfter":"PT0.1S","duration":"PT1S","perContact":"PT0.005S"}}""").start();
        account.addTag(7, "Member");
        for (String address : Plan.addresses("leaver", REMOVALS)) {
            account.addContact(address, "Member");
        }
        return account;
    }

    private static Map<String, String> settings(Prospect2Server account, KafkaCluster broker, DatabaseChild child) {
        Map<String, String> settings = ConnectorProcess.settings(account, broker, child.database());
        settings.put("datasync.connector.limits.requests-per-second", "12");
        settings.put("datasync.connector.limits.imports-per-minute", "600");
        settings.put("datasync.connector.bulk.first-poll", "PT1S");
        return settings;
    }
}
