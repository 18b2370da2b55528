package org.datasync.delta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.delta.world.Requests;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.process.KafkaProcess;

/** Whole runs of the packaged service, which has 256 MB, as have database server and broker. */
final class ServiceBench implements AutoCloseable {
    static final String DATABASE = "service";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final List<String> ORDER = List.of("WAITING", "GENERATING", "PUBLISHING", "SETTLING", "SETTLED");
    private static final int PARTS = 5;

    private final JavaProcess database;
    private final Connection connection;
    private final JavaProcess kafka;
    private final JavaProcess service;
    private final KafkaProducer<String, byte[]> producer;

    ServiceBench(JavaProcess database, Path directory) throws Exception {
        this.database = database;
        String url = DatabaseServer.url(database.port(), DATABASE);
        connection = DriverManager.getConnection(url, DatabaseServer.USER, DatabaseServer.PASSWORD);
        Regeneration.install(connection);
        kafka = JavaProcess.serving(KafkaProcess.class, directory.resolve("kafka"));
        KafkaCluster.createTopics(bootstrapServers(), TopicList.ofContracts(), 1);
        service = JavaProcess.packaged(
                Path.of("target", "quarkus-app", "quarkus-run.jar"),
                Path.of("target", "benchmark", "service.log"),
                Map.of(
                        "DATASYNC_SANDBOX",
                        "true",
                        "DATASYNC_ZONE",
                        ZoneId.systemDefault().getId(),
                        "QUARKUS_HTTP_HOST",
                        "127.0.0.1",
                        "DB_URL",
                        url,
                        "DB_USER",
                        DatabaseServer.USER,
                        "DB_PASSWORD",
                        DatabaseServer.PASSWORD,
                        "KAFKA_BOOTSTRAP_SERVERS",
                        bootstrapServers(),
                        "DATASYNC_DELTA_GENERATION_PROCEDURE",
                        Regeneration.PROCEDURE));
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        await().atMost(Duration.ofMinutes(2)).pollInterval(OFTEN).until(this::isReady);
    }

    String bootstrapServers() {
        return "localhost:" + kafka.port();
    }

    Connection connection() {
        return connection;
    }

    /** Measures the clock and what service, database and this JVM work. */
    Timing timing() {
        return new Timing(service, database);
    }

    /** The first run of a sync: from its start to the stored plan, and from there to the last acknowledgement. */
    FirstRun firstRun(int syncId, int listNo, Timing planning, Timing publishing) throws Exception {
        SyncRequested request = Requests.run(syncId, listNo, "tag" + syncId, Trigger.MANUAL, true);
        send(request);
        awaitState(request, "GENERATING");
        planning.measure(() -> awaitState(request, "PUBLISHING"));
        publishing.measure(() -> awaitState(request, "SETTLING"));
        return read(request);
    }

    private FirstRun read(SyncRequested request) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT run_no, first_sequence, last_sequence, published_added, planned_tag"
                        + " FROM dbo.LT_P2_RUN WHERE run_id = ?")) {
            select.setString(1, request.runId().toString());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return new FirstRun(
                        request, row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
            }
        }
    }

    /** Reports each address operation as done, as the connector does. @return seconds of each of five equal parts */
    Timing settle(FirstRun run) throws Exception {
        Settlements settlements = new Settlements(run, this::send);
        Thread reporter = new Thread(() -> settlements.report(DATABASE, database.port()), "settlements");
        reporter.start();
        Timing timing = timing();
        for (int part = 1; part <= PARTS; part++) {
            long wanted = run.operations * part / PARTS;
            timing.measure(() -> await().atMost(PATIENCE)
                    .pollInterval(OFTEN)
                    .until(
                            () -> number("SELECT settled FROM dbo.LT_P2_RUN WHERE run_no = " + run.runNo),
                            settled -> settled >= wanted));
        }
        reporter.join();
        awaitState(run.request, "SETTLED");
        assertThat(number("SELECT COUNT(*) FROM dbo.LT_P2_ADDRESS WHERE sync_id = " + run.request.syncId()))
                .isEqualTo(run.operations);
        assertThat(number("SELECT COUNT(*) FROM dbo.LT_P2_LIST_CONTENTS WHERE sync_id = " + run.request.syncId()))
                .isEqualTo(run.records);
        return timing;
    }

    /** A later run of the same sync, which finds nobody to add or remove, until it is over. */
    void unchanged(FirstRun first, Timing timing) throws Exception {
        int syncId = first.request.syncId();
        SyncRequested request =
                Requests.run(syncId, first.request.definition().listNo(), "tag" + syncId, Trigger.MANUAL, false);
        send(request);
        awaitState(request, "GENERATING");
        timing.measure(() -> awaitState(request, "SETTLED"));
        assertThat(number("SELECT planned_tag + planned_untag FROM dbo.LT_P2_RUN WHERE run_id = '" + request.runId()
                        + "'"))
                .isZero();
    }

    /** Bytes that the service holds after a full collection. */
    long liveHeap() throws IOException {
        return service.liveHeap();
    }

    private void send(Event event) {
        producer.send(new ProducerRecord<>(event.topic(), event.key(), EventJson.write(event)));
    }

    /** Waits until the run is in this state or a later one. */
    private String awaitState(SyncRequested request, String wanted) {
        List<String> seen = new ArrayList<>();
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> {
            String state = state(request);
            seen.add(0, state);
            assertThat(state).isNotIn("FAILED", "HELD", "CANCELLED");
            return ORDER.indexOf(state) >= ORDER.indexOf(wanted);
        });
        return seen.get(0);
    }

    private String state(SyncRequested request) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT state FROM dbo.LT_P2_RUN WHERE run_id = ?")) {
            select.setString(1, request.runId().toString());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private long number(String query) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private boolean isReady() throws IOException {
        assertThat(service.isAlive()).isTrue();
        URI health = URI.create("http://127.0.0.1:" + service.port() + "/q/health/ready");
        HttpURLConnection question = (HttpURLConnection) health.toURL().openConnection();
        try {
            return question.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        producer.close();
        service.close();
        kafka.close();
        connection.close();
    }

    /**
     * A first run that was published.
     *
     * @param firstSequence all sequences of its plan are greater
     * @param records constituents
     * @param operations their addresses
     */
    record FirstRun(
            SyncRequested request, long runNo, long firstSequence, long lastSequence, long records, long operations) {}
}
