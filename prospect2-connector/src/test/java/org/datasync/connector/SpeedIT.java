package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.datasync.connector.testing.BareProgram;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Speed, in the profile {@code load}. Figures go to {@code target/speed.txt}. */
@Tag("load")
class SpeedIT {
    private static final Path REPORT = Path.of("target", "speed.txt");
    private static final String TAG = "Speed";

    @Test
    void withoutLimitsItIsHalfAsFastAsABareProgram() throws Exception {
        int rows = Integer.getInteger("speed.rows", 100_000);
        try (var account = account("""
                        {"limits":{"requestsPerSecond":1000000,"bulkPerMinute":1000000},"latency":{"factor":0.01},
                         "bulk":{"visibleAfter":"PT0S","duration":"PT0.05S","perContact":"PT0S"}}""");
                var broker = broker();
                var events = new Events(broker.bootstrapServers());
                var service = service(account, broker, "unlimited", "1000", "60000")) {
            int tag = account.addTag(TAG);
            List<String> addresses = addresses("bare", rows);
            BareProgram.Times bare =
                    new BareProgram(Servers.database("bare"), account.url(), account.key()).run(addresses, TAG);
            service.start();
            warmUp(events, tag, "unlimited");
            var plan = new Plan(tag, TAG).add(addresses("own", rows).toArray(String[]::new));

            long start = System.nanoTime();
            events.publish(plan.all());
            awaitReceived("unlimited", plan);
            Duration intake = Duration.ofNanos(System.nanoTime() - start);
            awaitSettled("unlimited", plan, rows);
            Duration own = Duration.ofNanos(System.nanoTime() - start);

            report(
                    "%d rows, no limits: bare %d ms (of that inserting %d ms), service %d ms (of that intake %d ms): %.2f"
                            .formatted(
                                    rows,
                                    bare.all().toMillis(),
                                    bare.inserting().toMillis(),
                                    own.toMillis(),
                                    intake.toMillis(),
                                    (double) bare.all().toMillis() / own.toMillis()));
            assertThat(own).isLessThan(bare.all().multipliedBy(2));
        }
    }

    @Test
    void importsAndRemovalsSideBySideUseTheWholeRate() throws Exception {
        int imports = Integer.getInteger("speed.imports", 60);
        int removals = Integer.getInteger("speed.removals", 160);
        try (var account = account("{\"latency\":{\"factor\":1}}");
                var broker = broker();
                var events = new Events(broker.bootstrapServers());
                var service = service(account, broker, "paced", "4.5", "90")) {
            int tag = account.addTag(TAG);
            int other = account.addTag(TAG + " off");
            service.start();
            warmUp(events, tag, "paced");
            List<String> leavers = addresses("leaver", removals);
            leavers.forEach(address -> account.addContact(address, TAG + " off"));
            account.forgetRequests();
            var add = new Plan(tag, TAG).add(addresses("paced", imports * 250).toArray(String[]::new));
            var remove = new Plan(other, TAG + " off").remove(leavers.toArray(String[]::new));

            events.publish(add.all());
            events.publish(remove.all());
            long start = System.nanoTime();
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> account.requestCount("POST /import/bulk_import") >= imports);
            double queued = (System.nanoTime() - start) / 1e9;
            int removed = account.requestCount("DELETE /contactTags/{id}");
            int polls = account.requestCount("GET /import/info");
            var quota = account.quota();
            awaitSettled("paced", add, imports * 250);
            awaitSettled("paced", remove, removals);

            report(
                    "%d imports in %.1f s: %.1f per minute; meanwhile %d removals, %d questions, %d requests: %.2f per second; refused %d, %d"
                            .formatted(
                                    imports,
                                    queued,
                                    imports / queued * 60,
                                    removed,
                                    polls,
                                    quota.requests(),
                                    quota.requests() / queued,
                                    account.quota().refused(),
                                    account.quota().bulkRefused()));
            assertThat(account.quota().refused()).isZero();
            assertThat(account.quota().bulkRefused()).isZero();
            assertThat(imports / queued * 60).isGreaterThan(0.95 * 90);
        }
    }

    @Test
    void removalsWithStoredIdsUseTheWholeRate() throws Exception {
        int removals = Integer.getInteger("speed.removals", 160);
        try (var account = account("{\"latency\":{\"factor\":1}}");
                var broker = broker();
                var events = new Events(broker.bootstrapServers());
                var service = service(account, broker, "removals", "4.5", "90")) {
            int tag = account.addTag(TAG);
            service.start();
            warmUp(events, tag, "removals");
            List<String> leavers = addresses("leaver", removals);
            leavers.forEach(address -> account.addContact(address, TAG));
            account.forgetRequests();
            var remove = new Plan(tag, TAG).remove(leavers.toArray(String[]::new));

            events.publish(remove.all());
            await().atMost(Duration.ofMinutes(1)).until(() -> account.requestCount("DELETE /contactTags/{id}") > 0);
            long start = System.nanoTime();
            int before = account.requestCount("DELETE /contactTags/{id}");
            await().atMost(Duration.ofMinutes(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> account.requestCount("DELETE /contactTags/{id}") >= removals);
            double seconds = (System.nanoTime() - start) / 1e9;

            report("%d removals: %.3f per second; refused %d"
                    .formatted(
                            removals,
                            (removals - before) / seconds,
                            account.quota().refused()));
            assertThat((removals - before) / seconds).isGreaterThan(0.97 * 4.5);
            assertThat(account.quota().refused()).isZero();
        }
    }

    private static KafkaCluster broker() throws IOException {
        KafkaCluster broker = KafkaCluster.single(Files.createTempDirectory("speed"), 0);
        broker.createTopics(TopicList.ofContracts());
        return broker;
    }

    private static Prospect2Server account(String settings) {
        return Prospect2Server.builder().fast().settings(settings).empty().start();
    }

    private static ConnectorProcess service(
            Prospect2Server account,
            KafkaCluster broker,
            String database,
            String requestsPerSecond,
            String importsPerMinute) {
        TestDatabase at = Servers.database(database);
        Map<String, String> settings = new HashMap<>();
        settings.put("kafka.bootstrap.servers", broker.bootstrapServers());
        settings.put("quarkus.datasource.jdbc.url", at.url());
        settings.put("quarkus.datasource.username", at.user());
        settings.put("quarkus.datasource.password", at.password());
        settings.put("quarkus.http.port", "0");
        settings.put("datasync.connector.prospect2.url", account.url());
        settings.put("datasync.connector.prospect2.key", account.key());
        settings.put("datasync.connector.limits.requests-per-second", requestsPerSecond);
        settings.put("datasync.connector.limits.imports-per-minute", importsPerMinute);
        if (database.equals("unlimited")) {
            settings.put("datasync.connector.bulk.first-poll", "PT0.1S");
        }
        return new ConnectorProcess(settings, List.of("-Xmx256m"), Path.of("target", "speed.log"));
    }

    /** Until a first run is through: everything is compiled, connected and assigned. */
    private static void warmUp(Events events, int tag, String database) {
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .until(() -> {
                    var plan = new Plan(tag, TAG)
                            .add(addresses("warm" + System.nanoTime(), 2_000).toArray(String[]::new));
                    events.publish(plan.all());
                    await().atMost(Duration.ofSeconds(60)).until(() -> settled(database, plan) == 2_000);
                    return true;
                });
    }

    private static void awaitSettled(String database, Plan plan, int rows) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> settled(database, plan) == rows);
    }

    private static void awaitReceived(String database, Plan plan) {
        await().atMost(Duration.ofMinutes(10))
                .pollInterval(Duration.ofMillis(100))
                .until(() -> number(database, "received_rows", plan)
                        == plan.records().size());
    }

    private static long settled(String database, Plan plan) throws SQLException {
        return number(database, "settled_rows", plan);
    }

    private static long number(String database, String column, Plan plan) throws SQLException {
        try (Connection connection = Servers.database(database).connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "SELECT " + column + " FROM connector.run WHERE run_id = '" + plan.runId + "'")) {
            return rows.next() ? rows.getLong(1) : -1;
        }
    }

    private static List<String> addresses(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + i + "@example.org")
                .toList();
    }

    private static void report(String line) throws Exception {
        System.out.println("speed: " + line);
        Files.writeString(REPORT, line + System.lineSeparator(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
