package org.datasync.delta.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.world.DeltaDatabase;
import org.datasync.delta.world.Requests;
import org.datasync.delta.world.Topics;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = InstalledResource.class, restrictToAnnotatedClass = true)
class InstalledByScriptIT {
    private static final int LIST = 101;

    @Test
    void nothingIsPlannedUntilTheRightThatIsMissingIsThere() throws SQLException {
        try (Topics topics = new Topics()) {
            SyncRequested run = Requests.run(Requests.newNumber(), LIST);
            topics.send(run);
            ready().statusCode(503).body(Matchers.containsString("dbo.LT_P2_PLAN: no right to INSERT"));
            assertThat(topics.computed(run.runId())).isEmpty();

            try (Connection owner = InstalledResource.owner()) {
                DeltaDatabase.execute(owner, "GRANT INSERT ON dbo.LT_P2_PLAN TO datasync_delta");
            }

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !topics.computed(run.runId()).isEmpty());
            DeltaComputed computed = topics.computed(run.runId()).get(0);
            assertThat(computed.outcome()).as(String.valueOf(computed.reason())).isEqualTo(Outcome.COMPUTED);
            assertThat(computed.counts().members()).isPositive();
            assertThat(computed.counts().balanced()).isTrue();
            ready().statusCode(200);
        }
    }

    private static ValidatableResponse ready() {
        return RestAssured.get("/q/health/ready").then();
    }
}
