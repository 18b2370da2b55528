package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.run;
import static org.datasync.scheduler.testing.Api.start;
import static org.datasync.scheduler.testing.Api.state;
import static org.hamcrest.Matchers.equalTo;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.scheduler.testing.OutboxRows;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class MetersIT {
    @Inject
    MeterRegistry meters;

    @Inject
    TestClock clock;

    @Inject
    OutboxRows outbox;

    @Test
    void aSilentRunIsShownAndCountedAsStalled() {
        String runId = start(create(definition()));
        clock.moveTo(Instant.parse(run(runId).getString("startsAt")));
        await().untilAsserted(() -> assertThat(state(runId)).isEqualTo("COMPUTING"));
        double failures = failures();

        clock.advance(Duration.ofMinutes(35));

        await().untilAsserted(() -> assertThat(gauge("datasync.run.stalled")).isPositive());
        assertThat(run(runId).getBoolean("stalled")).isTrue();
        assertThat(state(runId)).isEqualTo("COMPUTING");
        assertThat(meters.get("datasync.run.active")
                        .tag("state", "COMPUTING")
                        .gauge()
                        .value())
                .isPositive();
        await().untilAsserted(
                        () -> assertThat(outbox.of(runId, RunStalled.TOPIC)).hasSize(1));
        assertThat(outbox.of(runId, RunStalled.TOPIC).get(0).path("state").asText())
                .isEqualTo("COMPUTING");
        assertThat(failures()).isEqualTo(failures);
    }

    @Test
    void healthAndMetricsAreServed() {
        given().get("/q/health/ready").then().statusCode(200).body("status", equalTo("UP"));
        assertThat(given().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains("datasync_run_active", "datasync_run_stalled");
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }

    private double failures() {
        return meters.get("datasync.work.failures")
                .tag("loop", "dispatch")
                .counter()
                .count();
    }
}
