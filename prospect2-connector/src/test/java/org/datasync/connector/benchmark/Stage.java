package org.datasync.connector.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.datasync.connector.testing.ConnectorProcess;
import org.datasync.connector.testing.Events;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;

/** An account, a broker, a database and the packaged service, all for one measurement. */
final class Stage implements AutoCloseable {
    static final String TAG = "Speed";
    static final String OTHER_TAG = "Speed off";
    private static final int SENT_AT_ONCE = 10_000;
    /** The collector is the one that the JVM takes by itself in a container of half a gigabyte. */
    private static final List<String> OPTIONS = List.of("-Xmx256m", "-XX:+UseSerialGC");

    final Prospect2Server account;
    final int tag;
    final int otherTag;
    final ConnectorProcess service;
    private final String name;
    private final KafkaCluster broker;
    private final Events events;
    private final Settlements settlements;

    Stage(String name, String accountSettings, Map<String, String> serviceSettings) throws IOException {
        this.name = name;
        account = Prospect2Server.builder()
                .fast()
                .settings(accountSettings)
                .empty()
                .start();
        tag = account.addTag(TAG);
        otherTag = account.addTag(OTHER_TAG);
        broker = KafkaCluster.single(Files.createTempDirectory(name), 0);
        broker.createTopics(TopicList.ofContracts());
        events = new Events(broker.bootstrapServers());
        settlements = new Settlements(broker.bootstrapServers());
        service = new ConnectorProcess(
                settings(serviceSettings), OPTIONS, Path.of("target", "benchmark-" + name + ".log"));
    }

    static List<String> addresses(String prefix, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> prefix + i + "@example.org")
                .toList();
    }

    TestDatabase database() {
        return Servers.database(name);
    }

    /** Until a first run is through: everything is connected, assigned and, mostly, compiled. */
    void startAndWarmUp(int rows) throws IOException {
        service.start();
        await().atMost(Duration.ofMinutes(5)).until(this::hasTables);
        var plan = new Plan(tag, TAG).add(addresses("warm-" + name, rows).toArray(String[]::new));
        publish(plan);
        awaitTold(plan, rows, Duration.ofMinutes(10));
    }

    void publish(Plan plan) {
        events.publish(plan.all());
    }

    /** Added constituents without a closing record, and without all of them in memory. */
    void publishAdded(Plan plan, String prefix, int count) {
        for (int from = 0; from < count; from += SENT_AT_ONCE) {
            events.publish(IntStream.range(from, Math.min(from + SENT_AT_ONCE, count))
                    .mapToObj(i -> plan.added(i + 1L, prefix + i + "@example.org"))
                    .toList());
        }
    }

    /** Contacts with the other tag whose ids the service has stored; for an account that has no contacts yet. */
    void store(List<String> addresses) throws SQLException {
        try (Connection connection = database().connect();
                PreparedStatement insert = connection.prepareStatement("""
                        INSERT INTO connector.association (tag_id, address_key, contact_id, association_id, learned_at)
                        VALUES (?, ?, ?, ?, ?)
                        """)) {
            connection.setAutoCommit(false);
            for (int i = 0; i < addresses.size(); i++) {
                insert.setString(1, Integer.toString(otherTag));
                insert.setString(2, addresses.get(i));
                insert.setLong(3, i + 1L);
                insert.setLong(4, i + 1L);
                insert.setObject(5, OffsetDateTime.now(ZoneOffset.UTC));
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        }
    }

    /** Until settlements of so many rows are published. */
    void awaitTold(Plan plan, int rows, Duration atMost) {
        await().atMost(atMost)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> settlements.events(plan.runId).stream()
                                .mapToInt(event -> event.entries().size())
                                .sum()
                        == rows);
    }

    /** The one number that a query answers; 0 while there is none. */
    long number(String query) throws SQLException {
        try (Connection connection = database().connect();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    boolean hasTables() throws SQLException {
        return number("SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_NAME = 'walk'") > 0;
    }

    private Map<String, String> settings(Map<String, String> special) {
        Map<String, String> settings = ConnectorProcess.settings(account, broker, database());
        special.forEach((key, value) -> settings.put("datasync.connector." + key, value));
        return settings;
    }

    @Override
    public void close() {
        service.close();
        settlements.close();
        events.close();
        broker.close();
        account.close();
    }
}
