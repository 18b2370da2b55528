package org.datasync.scheduler.contention;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.importYaml;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class DeadlockIT {
    @Inject
    DataSource dataSource;

    @Inject
    MeterRegistry meters;

    /** An import takes two syncs, another transaction the same two the other way round; the younger one has to yield. */
    @Test
    void aRequestThatHasToYieldIsRepeatedAndAnswered() throws Exception {
        String name = "Contended " + UUID.randomUUID();
        int first = create(definition("description", name + " 1"));
        int second = create(definition("description", name + " 2"));
        double before = repeated();

        CompletableFuture<ValidatableResponse> answer;
        try (Connection other = dataSource.getConnection()) {
            other.setAutoCommit(false);
            lock(other, second);
            answer = CompletableFuture.supplyAsync(() -> importYaml(edited(name), ""));
            await().untilAsserted(
                            () -> assertThatThrownBy(() -> lockAtOnce(first)).isInstanceOf(SQLException.class));
            lock(other, first);
            other.rollback();
        }

        answer.get(30, TimeUnit.SECONDS).statusCode(200);
        assertThat(repeated()).isGreaterThan(before);
        for (int id : new int[] {first, second}) {
            given().get("/api/v1/data-syncs/" + id)
                    .then()
                    .body("guard.minConstituents", equalTo(60))
                    .body("version", equalTo(2));
        }
    }

    private static String edited(String name) {
        String sync = """
                - description: %s %d
                  listNo: 101
                  tag: {id: "7"}
                  jobType: ADD_AND_REMOVE
                  schedule: {frequency: DAILY, timeOfDay: "06:00"}
                  guard: {minConstituents: 60}
                """;
        return "dataSyncs:\n" + sync.formatted(name, 1) + sync.formatted(name, 2);
    }

    private static void lock(Connection connection, int syncId) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE scheduler.data_sync SET lock_no = lock_no + 1 WHERE id = " + syncId);
        }
    }

    private void lockAtOnce(int syncId) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("SET LOCK_TIMEOUT 50");
            try {
                lock(connection, syncId);
            } finally {
                connection.rollback();
                statement.execute("SET LOCK_TIMEOUT 10000");
            }
        }
    }

    private double repeated() {
        return meters.get("datasync.transaction.repeated").counter().count();
    }
}
