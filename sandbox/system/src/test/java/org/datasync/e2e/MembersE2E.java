package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a sync is for. */
@ExtendWith(WithSystem.class)
class MembersE2E {
    private final LocalSystem system;

    MembersE2E(LocalSystem system) {
        this.system = system;
    }

    @Test
    void theFirstRunTagsExactlyTheEligibleAddressesOfTheMembers() {
        var scenario = Scenario.addAndRemove(system);

        Run run = scenario.run();

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(scenario.tagged()).isNotEmpty().isEqualTo(scenario.expected());
        assertThat(run.counts().tag().done() + run.counts().tag().already())
                .isEqualTo(run.counts().tag().planned());
        Scenario.requireBalancedBooks(run);
        scenario.requireOneMailPerRecipient(run);
    }

    @Test
    void theSecondRunSendsOnlyTheDifference() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        Set<String> before = scenario.tagged();
        scenario.change("memberships/lapse", 7);
        scenario.change("memberships/begin", 5);
        var requests = new Requests(system);

        Run run = scenario.run();

        Set<String> after = scenario.expected();
        assertThat(scenario.tagged()).isEqualTo(after).isNotEqualTo(before);
        assertThat(requests.imported()).isEqualTo(minus(after, before).size());
        assertThat(requests.associationsDeleted())
                .isEqualTo(minus(before, after).size());
        assertThat(run.counts().tag().planned()).isEqualTo(minus(after, before).size());
        Scenario.requireBalancedBooks(run);
        scenario.requireOneMailPerRecipient(run);
    }

    @Test
    void aRunWithoutADifferenceSendsNothing() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        var requests = new Requests(system);

        Run run = scenario.run();

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(requests.writes()).isEmpty();
        assertThat(run.counts().unchanged())
                .isEqualTo(run.counts().baselineBefore())
                .isPositive();
        scenario.requireOneMailPerRecipient(run);
    }

    @Test
    void membersThatChangeAreSentAgainOnce() {
        var scenario = Scenario.addAndRemove(system);
        scenario.run();
        Set<String> before = scenario.tagged();
        scenario.change("memberships/upgrade", 20);
        var requests = new Requests(system);

        Run run = scenario.run();

        assertThat(run.state()).isEqualTo("SUCCEEDED");
        assertThat(run.counts().changed()).isBetween(10L, 20L);
        assertThat(run.counts().update().done())
                .isEqualTo(run.counts().update().planned())
                .isEqualTo(requests.imported())
                .isGreaterThanOrEqualTo(run.counts().changed());
        assertThat(run.counts().tag().planned()).isZero();
        assertThat(scenario.tagged()).isEqualTo(before);
        Scenario.requireBalancedBooks(run);
        assertThat(scenario.run().counts().changed()).isZero();
    }

    @Test
    void aSyncThatOnlyAddsNeverTakesATagAway() {
        var scenario = Scenario.addOnly(system);
        scenario.run();
        Set<String> before = scenario.tagged();
        scenario.change("memberships/lapse", 6);
        scenario.change("memberships/begin", 4);
        var requests = new Requests(system);

        Run run = scenario.run();

        var both = new TreeSet<>(before);
        both.addAll(scenario.expected());
        assertThat(scenario.tagged()).isEqualTo(both);
        assertThat(requests.associationsDeleted()).isZero();
        assertThat(run.counts().leftList()).isEqualTo(6);
        assertThat(run.counts().removed()).isZero();
        Scenario.requireBalancedBooks(run);
    }

    private static Set<String> minus(Set<String> from, Set<String> taken) {
        var rest = new TreeSet<>(from);
        rest.removeAll(taken);
        return rest;
    }
}
