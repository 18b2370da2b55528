package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many runs against a fifth of all requests going wrong, the service killed again and again. System properties
 * {@code soak.runs}, {@code soak.rows}, {@code soak.kills} and {@code soak.seed} make it larger or another.
 */
@Tag("load")
class SoakIT {
    private static final String KEEP = "Not ours";
    private static final String[] FAULTS = {
        "\"kind\":\"STATUS\",\"status\":500",
        "\"kind\":\"STATUS\",\"status\":502,\"afterEffect\":true",
        "\"kind\":\"STATUS\",\"status\":503",
        "\"kind\":\"STATUS\",\"status\":429,\"retryAfter\":0",
        "\"kind\":\"STATUS\",\"status\":403",
        "\"kind\":\"RESET\"",
        "\"kind\":\"RESET\",\"afterEffect\":true",
        "\"kind\":\"TRUNCATED\"",
        "\"kind\":\"HTML\"",
        "\"kind\":\"EMPTY\"",
        "\"kind\":\"DELAY\",\"delay\":\"PT0.05S\""
    };

    /** What outcomes may look like from outside. Unknown may be either. */
    private static final Set<String> ALLOWED = Set.of(
            "TAG DONE, tagged",
            "TAG REJECTED, not tagged",
            "TAG FAILED, not tagged",
            "TAG UNKNOWN, tagged",
            "TAG UNKNOWN, not tagged",
            "UNTAG DONE, not tagged",
            "UNTAG ALREADY, not tagged");

    private final int runs = Integer.getInteger("soak.runs", 8);
    private final int rows = Integer.getInteger("soak.rows", 200);
    private final int kills = Integer.getInteger("soak.kills", 3);
    private final Random random = new Random(Long.getLong("soak.seed", 20261124L));

    @Test
    void atTheEndTheTagsEqualThePlan() throws Exception {
        Path log = Path.of("target", "soak.log");
        Files.deleteIfExists(log);
        // A broker of its own: the service of the other tests must not take part.
        try (var broker = KafkaCluster.single(Files.createTempDirectory("soak"), 0);
                var account = account();
                var topics = topics(broker);
                var settlements = new Settlements(broker.bootstrapServers());
                var service = new ConnectorProcess(settings(account, broker), List.of("-Xmx256m"), log)) {
            service.start();
            List<Plan> adds = plans(true);
            armFaults(account);
            topics.publish(all(adds));
            killNowAndThen(service);
            awaitAll(settlements, adds);
            assertTruth(account, settlements, adds);

            List<Plan> removals = plans(false);
            armFaults(account);
            topics.publish(all(removals));
            killNowAndThen(service);
            awaitAll(settlements, removals);
            account.clearFaults();

            assertTruth(account, settlements, removals);
            assertThat(account.tagged(KEEP)).isEqualTo(runs * rows);
        }
    }

    private static Events topics(KafkaCluster broker) {
        broker.createTopics(TopicList.ofContracts());
        return new Events(broker.bootstrapServers());
    }

    private Prospect2Server account() {
        var account = Prospect2Server.builder().empty().fast().settings("""
                        {"limits":{"requestsPerSecond":100000,"bulkPerMinute":100000,"singleBulkPerMinute":100000},
                         "bulk":{"visibleAfter":"PT0.02S","duration":"PT0.1S","perContact":"PT0S"}}""").start();
        account.addTag(1, KEEP);
        for (int run = 0; run < runs; run++) {
            account.addTag(1_000 + run, tagName(run));
        }
        for (int run = 0; run < runs; run++) {
            for (int row = 0; row < rows; row++) {
                account.addContact(address(run, row), KEEP);
                if (row % 20 == 19) {
                    account.bounced(address(run, row));
                }
            }
        }
        return account;
    }

    /** Adds of everybody by bulk import or, in each fourth run, by single calls; or removals of everybody. */
    private List<Plan> plans(boolean add) {
        List<Plan> plans = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            var plan = new Plan(1_000 + run, tagName(run)).processing(run % 4 == 3, true);
            for (int row = 0; row < rows; row++) {
                if (add) {
                    plan.add(address(run, row));
                } else {
                    plan.remove(address(run, row));
                }
            }
            plans.add(plan);
        }
        return plans;
    }

    private void armFaults(Prospect2Server account) {
        account.clearFaults();
        int request = 0;
        while (request < 3 * runs * rows) {
            request += 1 + random.nextInt(9);
            account.fault("{%s,\"skip\":%d}".formatted(FAULTS[random.nextInt(FAULTS.length)], request));
        }
        for (int batch = 0; batch < runs; batch++) {
            account.fault("{\"kind\":\"BATCH_INTERRUPTED\",\"skip\":%d,\"contact\":3}".formatted(batch * 5));
        }
    }

    private void killNowAndThen(ConnectorProcess service) throws Exception {
        for (int kill = 0; kill < kills; kill++) {
            Duration calm = Duration.ofMillis(1_000 + random.nextInt(9_000));
            await().pollDelay(calm).timeout(calm.plusSeconds(10)).until(service::isAlive);
            service.kill();
            service.start();
        }
    }

    private void awaitAll(Settlements settlements, List<Plan> plans) {
        await().atMost(Duration.ofMinutes(5))
                .pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> {
                    for (Plan plan : plans) {
                        assertThat(settlements.entries(plan.runId)).hasSize(rows);
                    }
                });
    }

    private void assertTruth(Prospect2Server account, Settlements settlements, List<Plan> plans) {
        Map<Outcome, Integer> outcomes = new TreeMap<>();
        for (Plan plan : plans) {
            Map<Settlements.Key, Entry> entries = settlements.entries(plan.runId);
            for (ConstituentDelta record : plan.records()) {
                Entry entry = entries.get(new Settlements.Key(record.sequence(), 1));
                outcomes.merge(entry.outcome(), 1, Integer::sum);
                String address = record.addresses().get(0).address();
                boolean tagged = account.tagsOf(address).contains(record.tag().name());
                assertThat(describe(entry, tagged)).isIn(ALLOWED);
            }
        }
        System.out.println("soak: " + outcomes);
    }

    private static String describe(Entry entry, boolean tagged) {
        return "%s %s, %s".formatted(entry.operation(), entry.outcome(), tagged ? "tagged" : "not tagged");
    }

    private List<Event> all(List<Plan> plans) {
        return plans.stream().flatMap(plan -> plan.all().stream()).toList();
    }

    private static Map<String, String> settings(Prospect2Server account, KafkaCluster broker) {
        TestDatabase database = Servers.database("soak");
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("quarkus.datasource.jdbc.url", database.url());
        settings.put("quarkus.datasource.username", database.user());
        settings.put("quarkus.datasource.password", database.password());
        settings.put("quarkus.http.port", "0");
        settings.put("datasync.platform.lease-time", "PT4S");
        settings.put("datasync.connector.prospect2.url", account.url());
        settings.put("datasync.connector.prospect2.key", account.key());
        settings.put("datasync.connector.prospect2.timeout", "PT1S");
        settings.put("datasync.connector.limits.requests-per-second", "1000");
        settings.put("datasync.connector.limits.imports-per-minute", "60000");
        settings.put("datasync.connector.limits.single-imports-per-minute", "60000");
        settings.put("datasync.connector.limits.rest", "PT0.1S");
        settings.put("datasync.connector.limits.recovery", "PT1S");
        settings.put("datasync.connector.bulk.linger", "PT0.2S");
        settings.put("datasync.connector.bulk.first-poll", "PT0.15S");
        settings.put("datasync.connector.bulk.longest-poll", "PT0.5S");
        settings.put("datasync.connector.calls.first-pause", "PT0.1S");
        settings.put("datasync.connector.calls.longest-pause", "PT0.5S");
        settings.put("datasync.connector.calls.recent-add", "PT0.1S");
        settings.put("datasync.connector.account.probe", "PT0.3S");
        return settings;
    }

    private static String tagName(int run) {
        return "Soak " + run;
    }

    private static String address(int run, int row) {
        return "soak%d-%d@example.org".formatted(run, row);
    }
}
