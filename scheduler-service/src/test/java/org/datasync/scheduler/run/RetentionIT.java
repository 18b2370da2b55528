package org.datasync.scheduler.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.datasync.scheduler.testing.Api.post;
import static org.datasync.scheduler.testing.Api.run;
import static org.datasync.scheduler.testing.Api.start;
import static org.datasync.scheduler.testing.Api.state;
import static org.datasync.scheduler.testing.Events.computed;
import static org.datasync.scheduler.testing.Events.settled;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class RetentionIT {
    @Inject
    RunIntake intake;

    @Inject
    Retention retention;

    @Inject
    TestClock clock;

    @Inject
    DataSource dataSource;

    @Test
    void oldRunsAreForgottenExceptTheOneToCompareWith() throws SQLException {
        int syncId = create(definition());
        UUID first = succeeded(syncId);
        UUID last = succeeded(syncId);
        clock.advance(Duration.ofDays(31));

        retention.forget();

        given().get("/api/v1/runs/" + first).then().statusCode(404);
        given().get("/api/v1/runs/" + last).then().statusCode(200);
        assertThat(rowsWithoutRun()).isZero();
    }

    @Test
    void aKeyIsRememberedForADay() {
        int syncId = create(definition());
        String key = UUID.randomUUID().toString();
        String first = startWith(key, syncId);
        post("/api/v1/runs/" + first + "/cancel").statusCode(202);

        clock.advance(Duration.ofHours(23));
        assertThat(startWith(key, syncId)).isEqualTo(first);

        clock.advance(Duration.ofHours(2));
        assertThat(startWith(key, syncId)).isNotEqualTo(first);
    }

    private static String startWith(String key, int syncId) {
        return json(Map.of("mode", "DELTA"))
                .header("Idempotency-Key", key)
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private UUID succeeded(int syncId) {
        String id = start(syncId);
        clock.moveTo(Instant.parse(run(id).getString("startsAt")));
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("COMPUTING"));
        UUID runId = UUID.fromString(id);
        intake.accept(computed(runId, syncId, 2500, 0, clock.now()));
        for (int i = 0; i < 5; i++) {
            intake.accept(settled(
                    runId, syncId, i + 1, Operation.TAG, Outcome.DONE, 500L * i + 1, 500L * i + 500, clock.now()));
        }
        assertThat(state(id)).isEqualTo("SUCCEEDED");
        return runId;
    }

    private long rowsWithoutRun() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("SELECT COUNT(*) FROM scheduler.settled_change c WHERE NOT EXISTS"
                                + " (SELECT 1 FROM scheduler.run r WHERE r.run_no = c.run_no)");
                var result = statement.executeQuery()) {
            result.next();
            return result.getLong(1);
        }
    }
}
