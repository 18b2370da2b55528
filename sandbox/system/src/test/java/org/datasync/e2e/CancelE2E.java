package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An operator stops a run. */
@ExtendWith(WithSystem.class)
class CancelE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;

    CancelE2E(LocalSystem system) {
        this.system = system;
    }

    @Test
    void cancelledWhileItIsAppliedARunClosesWithBalancedBooksAndTheNextOneDoesTheRest() {
        var scenario = Scenario.addAndRemove(system);
        var requests = new Requests(system);
        system.own().prospect2().settings(answeringImportsAfter("PT40S"));
        UUID runId = scenario.queue();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> requests.imported() > 0);

        assertThat(scenario.scheduler.decide(runId, "cancel").status()).isEqualTo(202);

        Run cancelled = scenario.finished(runId);
        system.own().prospect2().settings(answeringImportsAfter("PT0S"));
        assertThat(cancelled.state()).isEqualTo("CANCELLED");
        assertThat(cancelled.counts().tag().cancelled()).isPositive();
        assertThat(scenario.tagged()).hasSize((int) cancelled.counts().tag().done());
        Scenario.requireBalancedBooks(cancelled);
        scenario.requireOneMailPerRecipient(cancelled);
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
