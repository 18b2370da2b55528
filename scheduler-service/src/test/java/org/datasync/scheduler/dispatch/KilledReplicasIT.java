package org.datasync.scheduler.dispatch;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.definition;

import io.restassured.http.ContentType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.testing.Servers;
import org.datasync.scheduler.testing.PeersResource;
import org.datasync.scheduler.testing.PlayedDeltaService;
import org.datasync.scheduler.testing.SchedulerProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Three replicas as processes against one database and one broker for more than 200 ticks. They are killed when they
 * have most to do: around the minutes at which a hundred syncs are due at once, two and in the end all three, and between.
 */
@Tag("load")
class KilledReplicasIT {
    private static final int SYNCS = 100;
    private static final int MINUTES = 4;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm").withZone(ZoneOffset.UTC);

    private final Clock clock = Clock.systemUTC();
    private final Random random = new Random(20261124);
    private final TestDatabase database = Servers.database("killed-replicas");
    private final Path log = Path.of("target", "killed-replicas.log");
    private final ScheduledExecutorService killer = Executors.newScheduledThreadPool(4);
    private final List<Future<?>> kills = new ArrayList<>();

    @Test
    void everyDueSlotHasExactlyOneRunWhoeverIsKilled() throws Exception {
        Files.deleteIfExists(log);
        // Of its own: on the broker that tests share, another application may belong to the same consumer group.
        var broker = KafkaCluster.single(Files.createTempDirectory("killed-replicas"), 0);
        broker.createTopics(TopicList.ofContracts());
        var peers = new PeersResource();
        Map<String, String> settings = new HashMap<>(peers.start());
        settings.putAll(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "datasync.scheduler.tick", "PT1S",
                "datasync.platform.lease-time", "PT2S",
                "datasync.zone", "UTC"));
        List<SchedulerProcess> replicas = IntStream.range(0, 3)
                .mapToObj(i -> new SchedulerProcess(settings, log))
                .toList();
        try (var delta = new PlayedDeltaService(broker.bootstrapServers())) {
            replicas.forEach(SchedulerProcess::start);
            replicas.forEach(KilledReplicasIT::awaitReady);
            Instant first = clock.instant()
                    .plusSeconds(40)
                    .truncatedTo(ChronoUnit.MINUTES)
                    .plus(1, ChronoUnit.MINUTES);
            List<Instant> slots = Stream.iterate(first, slot -> slot.plus(1, ChronoUnit.MINUTES))
                    .limit(MINUTES)
                    .toList();
            List<Integer> syncs = createOn(replicas.get(0).url(), slots);
            slots.forEach(slot -> killAround(slot, slot.equals(slots.get(MINUTES - 1)), replicas));

            Map<String, Integer> expected = new TreeMap<>();
            syncs.forEach(id -> slots.forEach(slot -> expected.put(id + " " + slot + " SUCCEEDED", 1)));
            Duration rest = Duration.between(clock.instant(), slots.get(MINUTES - 1));
            await().atMost(rest.plusSeconds(180))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> assertThat(runs()).isEqualTo(expected));

            for (Future<?> kill : kills) {
                kill.get(1, TimeUnit.MINUTES);
            }
            assertThat(runs()).as("after the last kill").isEqualTo(expected);
            Map<UUID, Integer> requested = events(SyncRequested.TOPIC);
            assertThat(requested.values()).hasSize(expected.size()).containsOnly(1);
            assertThat(events(RunFinished.TOPIC).values())
                    .hasSize(expected.size())
                    .containsOnly(1);
            assertThat(delta.eventIds()).containsKeys(requested.keySet().toArray(UUID[]::new));
            assertThat(delta.eventIds().values()).allMatch(ids -> ids.size() == 1);
        } finally {
            killer.shutdownNow();
            replicas.forEach(SchedulerProcess::close);
            peers.stop();
            broker.close();
        }
    }

    private static void awaitReady(SchedulerProcess replica) {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> given().get(replica.url() + "/q/health/ready").statusCode() == 200);
    }

    private static List<Integer> createOn(String url, List<Instant> slots) {
        Map<String, Object> definition = definition(
                "schedule",
                Map.of(
                        "frequency",
                        "CUSTOM",
                        "timesOfDay",
                        slots.stream().map(TIME::format).toList()));
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < SYNCS; i++) {
            int id = given().contentType(ContentType.JSON)
                    .body(definition)
                    .post(url + "/api/v1/data-syncs")
                    .then()
                    .statusCode(201)
                    .extract()
                    .path("id");
            given().contentType(ContentType.JSON)
                    .header("If-Match", "*")
                    .body(Map.of("status", "ON"))
                    .put(url + "/api/v1/data-syncs/" + id + "/status")
                    .then()
                    .statusCode(200);
            ids.add(id);
        }
        return ids;
    }

    /**
     * Two of them from a second before the slot to three after it, at the last slot all three; and half a minute later one
     * of those again, which may be about to start.
     */
    private void killAround(Instant slot, boolean last, List<SchedulerProcess> replicas) {
        int first = random.nextInt(replicas.size());
        for (int i = 0; i < (last ? 3 : 2); i++) {
            killAt(slot.plusMillis(random.nextInt(4000) - 1000), replicas.get((first + i) % replicas.size()));
        }
        killAt(slot.plusMillis(20_000 + random.nextInt(15_000)), replicas.get(first));
    }

    private void killAt(Instant moment, SchedulerProcess replica) {
        long delay = Duration.between(clock.instant(), moment).toMillis();
        kills.add(killer.schedule(
                () -> {
                    replica.kill();
                    replica.start();
                    return null;
                },
                delay,
                TimeUnit.MILLISECONDS));
    }

    /** How many runs there are of each sync, due time and state. */
    private Map<String, Integer> runs() throws SQLException {
        Map<String, Integer> runs = new TreeMap<>();
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT sync_id, due_at, state FROM scheduler.run");
                ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                Instant dueAt = result.getObject("due_at", OffsetDateTime.class).toInstant();
                runs.merge(result.getInt("sync_id") + " " + dueAt + " " + result.getString("state"), 1, Integer::sum);
            }
        }
        return runs;
    }

    /** How many events of a topic there are of each run. */
    private Map<UUID, Integer> events(String topic) throws SQLException {
        Map<UUID, Integer> events = new HashMap<>();
        try (Connection connection = database.connect();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT run_id FROM scheduler.outbox WHERE topic = ?")) {
            statement.setString(1, topic);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    events.merge(UUID.fromString(result.getString(1)), 1, Integer::sum);
                }
            }
        }
        return events;
    }
}
