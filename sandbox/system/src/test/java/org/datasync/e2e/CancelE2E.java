package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator stops a run. */
@ExtendWith(WithSystem.class)
class CancelE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;
    private final Broker broker;

    CancelE2E(LocalSystem system) {
        this.system = system;
        this.broker = Broker.of(system);
    }

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void cancelledWhileItIsAppliedARunClosesWithBalancedBooksAndTheNextOneDoesTheRest() throws Exception {
        var scenario = Scenario.addAndRemove(system);
        var requests = new Requests(system);
        system.own().prospect2().settings(answeringImportsAfter("PT40S"));
        UUID runId = scenario.queue();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> requests.imported() > 0);

        assertThat(scenario.scheduler.decide(runId, "cancel").status()).isEqualTo(202);

        Run cancelled = scenario.finished(runId);
        system.own().prospect2().settings(answeringImportsAfter("PT0S"));
        assertThat(scenario.tagged()).hasSizeBetween(1, scenario.expected().size() - 1);
        requireTheRestIsLeft(scenario, cancelled);
    }

    @Test
    void cancelledWhileItIsPublishedARunClosesWithBalancedBooksAndTheNextOneDoesTheRest() throws Exception {
        var scenario = Scenario.addAndRemove(system);
        long before = broker.size(ConstituentAdded.TOPIC);
        broker.brake();
        UUID runId = scenario.queue();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> broker.size(ConstituentAdded.TOPIC) > before);

        assertThat(scenario.scheduler.decide(runId, "cancel").status()).isEqualTo(202);

        await().atMost(PATIENCE).until(new Baseline(system, scenario.syncId)::isCancelled);
        broker.release();
        Run cancelled = scenario.finished(runId);
        long published = broker.size(ConstituentAdded.TOPIC) - before;
        assertThat(published)
                .as("cancelled before the last record")
                .isLessThan(cancelled.counts().added());
        requireTheRestIsLeft(scenario, cancelled);
    }

    private void requireTheRestIsLeft(Scenario scenario, Run cancelled) throws SQLException {
        assertThat(cancelled.state()).isEqualTo("CANCELLED");
        assertThat(cancelled.counts().tag().cancelled()).isPositive();
        Scenario.requireBalancedBooks(cancelled);
        scenario.requireOneMailPerRecipient(cancelled);
        assertThat(scenario.tagged()).isEqualTo(new Baseline(system, scenario.syncId).addresses("TAGGED"));

        Run next = scenario.run();

        assertThat(next.counts().tag().planned())
                .isEqualTo(cancelled.counts().tag().cancelled());
        assertThat(scenario.tagged()).isEqualTo(scenario.expected());
    }

    private static String answeringImportsAfter(String duration) {
        return """
               {"latency":{"factor":1,"routes":{"POST /import/bulk_import":"%s"}}}""".formatted(duration);
    }
}
