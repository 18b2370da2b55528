package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Run;
import org.datasync.sandbox.system.SandboxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What operators decide besides the difference. */
@ExtendWith(WithSystem.class)
class DecisionE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;

    DecisionE2E(LocalSystem system) {
        this.system = system;
    }

    @Test
    void aSyncIsDeletedWithItsTagsWhenSomebodyHasApprovedIt() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        Set<String> before = scenario.tagged();

        UUID runId = scenario.scheduler.deleteWithTags(scenario.syncId);
        Run held = scenario.await(runId, run -> run.isHeld() || run.isFinished());
        assertThat(held.state()).isEqualTo("HELD");
        assertThat(scenario.tagged()).isEqualTo(before).isNotEmpty();
        scenario.requireOneMailPerRecipient(held);

        assertThat(scenario.scheduler.decide(runId, "approve").status()).isEqualTo(202);
        Run done = scenario.finished(runId);

        assertThat(done.state()).isEqualTo("SUCCEEDED");
        assertThat(done.counts().untag().done())
                .as("an address that several share is counted for each of them")
                .isEqualTo(done.counts().untag().planned())
                .isGreaterThanOrEqualTo(before.size());
        Scenario.requireBalancedBooks(done);
        assertThat(scenario.tagged()).isEmpty();
        await().atMost(PATIENCE).until(() -> isGone(scenario));
    }

    @Test
    void aFullRunSendsEverybodyAgain() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        var requests = new Requests(system);

        Run full = scenario.finished(scenario.queue("FULL"));

        assertThat(full.state()).isEqualTo("SUCCEEDED");
        assertThat(requests.imported()).isEqualTo(scenario.expected().size());
        assertThat(requests.associationsDeleted()).isZero();
        assertThat(scenario.tagged()).isEqualTo(scenario.expected());
        Scenario.requireBalancedBooks(full);
    }

    @Test
    void aTagThatAnotherActiveSyncGivesTooIsTakenAwayByTheLastOfThem() {
        var first = Scenario.addAndRemove(system);
        first.run();
        var second = first.another();
        second.run();
        second.scheduler.status(second.syncId, "ON");
        Set<String> before = first.tagged();
        first.change("memberships/lapse", 5);

        Run kept = first.run();
        assertThat(kept.counts().untag().keptShared())
                .isEqualTo(kept.counts().untag().planned())
                .isPositive();
        assertThat(first.tagged()).isEqualTo(before);

        second.run();
        assertThat(first.tagged()).isEqualTo(second.expected()).isNotEqualTo(before);
    }

    private static boolean isGone(Scenario scenario) {
        try {
            scenario.scheduler.sync(scenario.syncId);
            return false;
        } catch (SandboxException e) {
            return e.getMessage().contains(" 404 ");
        }
    }
}
