package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Killed at any instant, nothing is lost, doubled or miscounted. */
@ExtendWith(WithSystem.class)
class CrashE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;
    private final Broker broker;

    CrashE2E(LocalSystem system) {
        this.system = system;
        this.broker = Broker.of(system);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void deltaServiceIsKilledWhileItPublishes() {
        var scenario = Scenario.addAndRemove(system);
        long before = broker.size(ConstituentAdded.TOPIC);
        broker.brake();
        UUID runId = scenario.queue();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> broker.size(ConstituentAdded.TOPIC) > before);

        system.kill(Part.DELTA);
        long published = broker.size(ConstituentAdded.TOPIC) - before;
        broker.release();

        Run run = scenario.finished(runId);
        assertThat(published)
                .as("killed before the last record")
                .isLessThan(run.counts().added());
        requireRight(scenario, run);
    }

    @Test
    void theConnectorIsKilledWhileABulkImportIsOutstanding() {
        var scenario = Scenario.addAndRemove(system);
        var requests = new Requests(system);
        system.own().prospect2().timeScale(1);
        UUID runId = scenario.queue();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> requests.imported() > 0);

        system.kill(Part.CONNECTOR);
        system.own().prospect2().timeScale(system.options().speed());

        requireRight(scenario, scenario.finished(runId));
    }

    private static void requireRight(Scenario scenario, Run run) {
        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(scenario.tagged()).isEqualTo(scenario.expected());
        Scenario.requireBalancedBooks(run);
        scenario.requireOneMailPerRecipient(run);
    }
}
