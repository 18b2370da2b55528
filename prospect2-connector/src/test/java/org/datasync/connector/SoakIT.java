package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.connector.testing.SoakPlan;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Many runs against a fifth of all requests going wrong, the service killed again and again. What stays in doubt or
 * failed is planned again, as delta-service does, until nothing is. System properties {@code soak.runs}, {@code
 * soak.rows}, {@code soak.kills} and {@code soak.seed} make it smaller or another; the figures go to {@code
 * target/soak.txt}.
 */
@Tag("load")
class SoakIT {
    private static final double SHARE = 0.2;
    private static final Duration LONGEST = Duration.ofMinutes(90);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String[] FAULTS = {
        "\"kind\":\"STATUS\",\"status\":500",
        "\"kind\":\"STATUS\",\"status\":502,\"afterEffect\":true",
        "\"kind\":\"STATUS\",\"status\":503,\"shape\":\"E3\"",
        "\"kind\":\"STATUS\",\"status\":504,\"afterEffect\":true,\"body\":\"<html>Gateway time-out</html>\"",
        "\"kind\":\"STATUS\",\"status\":429,\"retryAfter\":0",
        "\"kind\":\"STATUS\",\"status\":403",
        "\"kind\":\"STATUS\",\"status\":404,\"body\":\"<html>Not Found</html>\"",
        "\"kind\":\"RESET\"",
        "\"kind\":\"RESET\",\"afterEffect\":true",
        "\"kind\":\"TRUNCATED\"",
        "\"kind\":\"HTML\"",
        "\"kind\":\"HTML\",\"afterEffect\":true",
        "\"kind\":\"EMPTY\"",
        "\"kind\":\"DELAY\",\"delay\":\"PT0.3S\""
    };
    private static final String[] IMPORT_FAULTS = {
        "\"kind\":\"STATUS\",\"route\":\"POST /import/bulk_import\",\"status\":400,\"share\":0.03,\"body\":"
                + "\"{\\\"success\\\":0,\\\"message\\\":\\\"Rate limit exceeded.\\\",\\\"failureReasons\\\":[\\\"Up to 100\\\"]}\"",
        "\"kind\":\"DELAY\",\"route\":\"POST /import/bulk_import\",\"delay\":\"PT1.5S\",\"share\":0.03",
        "\"kind\":\"BATCH_INTERRUPTED\",\"contact\":3,\"share\":0.05",
        "\"kind\":\"BATCH_FAILED\",\"contact\":0,\"share\":0.05"
    };

    private final SoakPlan soak =
            new SoakPlan(Integer.getInteger("soak.runs", 50), Integer.getInteger("soak.rows", 2_000));
    private final int kills = Integer.getInteger("soak.kills", 20);
    private final long seed = Long.getLong("soak.seed", 20261124L);
    private final Random random = new Random(seed);
    private final StringBuilder report = new StringBuilder();
    private int killed;
    private Instant nextKill = Instant.now();
    private Instant nextWord = Instant.now();

    @Test
    void atTheEndTheTagsEqualThePlan() throws Exception {
        Path log = Path.of("target", "soak.log");
        Files.deleteIfExists(log);
        Instant start = Instant.now();
        // A broker of its own: the service of the other tests must not take part.
        try (var broker = KafkaCluster.single(Files.createTempDirectory("soak"), 0);
                var account = account();
                var topics = topics(broker);
                var settlements = new Settlements(broker.bootstrapServers());
                var service = new ConnectorProcess(settings(account, broker), List.of("-Xmx256m"), log)) {
            soak.fill(account);
            armFaults(account);
            service.start();

            applyAll(topics, settlements, service);

            say("after %s", Duration.between(start, Instant.now()));
            sayFaults(account);
            say("service killed %d times", killed);
            assertThat(killed).isGreaterThanOrEqualTo(Math.min(kills, 2));
            soak.assertTags(account);
        } finally {
            Files.writeString(Path.of("target", "soak.txt"), report);
        }
    }

    /** All runs at once, then again what was left open, until the plan is fulfilled. */
    private void applyAll(Events topics, Settlements settlements, ConnectorProcess service) throws Exception {
        List<Plan> plans = soak.plans();
        Set<String> rejected = new HashSet<>();
        for (int round = 1; !plans.isEmpty(); round++) {
            assertThat(round).as("rounds until nothing is open").isLessThan(20);
            topics.publish(
                    plans.stream().<Event>flatMap(plan -> plan.all().stream()).toList());
            List<Plan> sent = plans;
            awaitWhileKilling(service, () -> isSettled(settlements, sent));
            say("round %d: %s", round, outcomes(settlements, plans));
            plans.forEach(plan -> rejected.addAll(rejected(settlements, plan)));
            plans = soak.leftOpen(plans, settlements);
        }
        assertThat(rejected).isEqualTo(soak.invalid());
    }

    private boolean isSettled(Settlements settlements, List<Plan> plans) {
        int rows = 0;
        int settled = 0;
        for (Plan plan : plans) {
            rows += plan.records().size();
            settled += settlements.entries(plan.runId).size();
        }
        if (Instant.now().isAfter(nextWord)) {
            System.out.printf("soak: %d of %d settled, killed %d times%n", settled, rows, killed);
            nextWord = Instant.now().plus(Duration.ofMinutes(1));
        }
        return settled == rows;
    }

    private static Map<String, Integer> outcomes(Settlements settlements, List<Plan> plans) {
        Map<String, Integer> outcomes = new TreeMap<>();
        for (Plan plan : plans) {
            settlements
                    .entries(plan.runId)
                    .values()
                    .forEach(entry -> outcomes.merge(entry.operation() + " " + entry.outcome(), 1, Integer::sum));
        }
        return outcomes;
    }

    private static List<String> rejected(Settlements settlements, Plan plan) {
        Map<Settlements.Key, Entry> entries = settlements.entries(plan.runId);
        List<String> rejected = new ArrayList<>();
        for (ConstituentDelta record : plan.records()) {
            Entry entry = entries.get(new Settlements.Key(record.sequence(), 1));
            if (entry.outcome() == Outcome.REJECTED) {
                assertThat(entry.operation()).isEqualTo(Operation.TAG);
                rejected.add(record.addresses().get(0).address());
            }
        }
        return rejected;
    }

    private void awaitWhileKilling(ConnectorProcess service, BooleanSupplier done) throws Exception {
        Instant limit = Instant.now().plus(LONGEST);
        while (!done.getAsBoolean()) {
            assertThat(Instant.now()).as("everything is settled in time").isBefore(limit);
            assertThat(service.isAlive()).as("the service lives").isTrue();
            if (killed < kills && Instant.now().isAfter(nextKill)) {
                service.kill();
                service.start();
                killed++;
                nextKill = Instant.now().plusMillis(5_000 + random.nextInt(25_000));
            }
            Awaitility.await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        }
    }

    private static Events topics(KafkaCluster broker) {
        broker.createTopics(TopicList.ofContracts());
        return new Events(broker.bootstrapServers());
    }

    private static Prospect2Server account() {
        return Prospect2Server.builder().empty().fast().settings("""
                        {"limits":{"requestsPerSecond":100000,"bulkPerMinute":100000,"singleBulkPerMinute":100000},
                         "bulk":{"visibleAfter":"PT0.02S","duration":"PT0.1S","perContact":"PT0.0002S"}}""").start();
    }

    /** Each kind on its own; together they hit the share of the requests, since a request meets one at most. */
    private void armFaults(Prospect2Server account) {
        double each = 1 - Math.pow(1 - SHARE, 1.0 / FAULTS.length);
        for (String fault : FAULTS) {
            account.fault("{%s,\"share\":%s,\"seed\":%d}".formatted(fault, each, random.nextInt()));
        }
        for (String fault : IMPORT_FAULTS) {
            account.fault("{%s,\"seed\":%d}".formatted(fault, random.nextInt()));
        }
    }

    private void sayFaults(Prospect2Server account) throws IOException {
        JsonNode requests = inspect(account, "/_inspect/requests?limit=1");
        long all = requests.path("total").asLong();
        long hit = 0;
        for (JsonNode fault : inspect(account, "/_faults").path("items")) {
            hit += fault.path("hit").asLong();
        }
        say("%d of %d requests met a fault (seed %d)", hit, all, seed);
        say("requests by route: %s", requests.path("byRoute"));
        say("answers by status: %s", requests.path("byStatus"));
        assertThat((double) hit / all).isBetween(SHARE - 0.03, SHARE + 0.05);
    }

    private static JsonNode inspect(Prospect2Server account, String path) throws IOException {
        try (InputStream answer = URI.create(account.url() + path).toURL().openStream()) {
            return JSON.readTree(answer);
        }
    }

    private void say(String text, Object... arguments) {
        String line = "soak: " + text.formatted(arguments);
        report.append(line).append('\n');
        System.out.println(line);
    }

    private static Map<String, String> settings(Prospect2Server account, KafkaCluster broker) {
        Map<String, String> settings = ConnectorProcess.settings(account, broker, Servers.database("soak"));
        settings.put("datasync.platform.lease-time", "PT4S");
        settings.put("datasync.connector.prospect2.timeout", "PT1S");
        settings.put("datasync.connector.limits.requests-per-second", "2000");
        settings.put("datasync.connector.limits.imports-per-minute", "60000");
        settings.put("datasync.connector.limits.single-imports-per-minute", "60000");
        settings.put("datasync.connector.limits.rest", "PT0.1S");
        settings.put("datasync.connector.limits.import-rest", "PT0.1S");
        settings.put("datasync.connector.limits.recovery", "PT1S");
        settings.put("datasync.connector.bulk.linger", "PT0.2S");
        settings.put("datasync.connector.bulk.first-poll", "PT0.2S");
        settings.put("datasync.connector.bulk.longest-poll", "PT1S");
        settings.put("datasync.connector.calls.concurrency", "8");
        settings.put("datasync.connector.calls.first-pause", "PT0.1S");
        settings.put("datasync.connector.calls.longest-pause", "PT0.5S");
        settings.put("datasync.connector.calls.recent-add", "PT0.1S");
        settings.put("datasync.connector.account.first-rest", "PT0.02S");
        settings.put("datasync.connector.account.probe", "PT0.3S");
        return settings;
    }
}
