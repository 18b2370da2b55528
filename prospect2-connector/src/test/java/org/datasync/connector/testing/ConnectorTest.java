package org.datasync.connector.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.awaitility.core.ThrowingRunnable;
import org.datasync.contracts.Event;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;
import org.datasync.sandbox.prospect2.LoggedRequest;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.AfterEach;

/** What tests of the running service have in common: an account, a tag of their own, events in and out. */
public abstract class ConnectorTest {
    private static final JsonMapper JSON = new JsonMapper();
    /** Another one each time this class is loaded: databases and topics outlast an application. */
    private static final String PREFIX = "tag" + Long.toString(System.nanoTime(), Character.MAX_RADIX) + "-";

    private static final AtomicInteger NAMES = new AtomicInteger();
    private static Settlements settlements;

    protected final Prospect2Server account = TestAccount.server();
    protected final String name = PREFIX + NAMES.incrementAndGet();
    protected final int tag = account.addTag(name);

    @Inject
    EventPublisher publisher;

    @Inject
    DataSource dataSource;

    @AfterEach
    void clearFaults() {
        account.clearFaults();
    }

    protected static synchronized Settlements settlements() {
        if (settlements == null) {
            settlements = new Settlements(Servers.kafka());
        }
        return settlements;
    }

    protected Plan plan() {
        return new Plan(tag, name);
    }

    /** Addresses that no other test has. */
    protected String[] addresses(int count) {
        return IntStream.range(0, count).mapToObj(this::address).toArray(String[]::new);
    }

    protected String address(int number) {
        return "%s-%d@example.org".formatted(name, number);
    }

    protected void publish(Event... events) {
        publish(List.of(events));
    }

    protected void publish(List<? extends Event> events) {
        for (Event event : events) {
            publisher.publish(EventRecord.of(event, null, Instant.now()));
        }
        publisher.flush();
    }

    /** The next requests of a route are answered like that. */
    protected void answer(String route, int status, int times, String body) {
        account.fault(JSON.createObjectNode()
                .put("kind", "STATUS")
                .put("route", route)
                .put("status", status)
                .put("times", times)
                .put("body", body)
                .toString());
    }

    protected static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(30)).untilAsserted(assertion);
    }

    /** Waits until the run has as many outcomes. */
    protected static void awaitSettled(UUID runId, int count) {
        eventually(() -> assertThat(settlements().entries(runId)).hasSize(count));
    }

    protected static long count(UUID runId, Outcome outcome) {
        return settlements().count(runId, outcome);
    }

    /** Waits until the service regards the run as over. */
    protected void awaitClosed(UUID runId) {
        eventually(() -> assertThat(state(runId)).isEqualTo("CLOSED"));
    }

    protected String state(UUID runId) {
        return text("SELECT state FROM connector.run WHERE run_id = '" + runId + "'");
    }

    /** The one value of a query as text; null if there is no row. */
    protected String text(String query) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1) : null;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    protected int execute(String sql) {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Requests of one route since a moment. */
    protected List<LoggedRequest> requests(String route, int skip) {
        List<LoggedRequest> all = account.requests().stream()
                .filter(request -> route.equals(request.route()))
                .toList();
        return all.subList(Math.min(skip, all.size()), all.size());
    }
}
