package org.datasync.connector.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class WalkIT extends ConnectorTest {
    private static final String READ = "GET /contacts";
    private static final String REMOVE = "DELETE /contactTags/{id}";

    @Test
    void manyRemovalsReadTheTagPageByPage() {
        for (var address : addresses(450)) {
            account.addContact(address, name);
        }
        int reads = account.requestCount(READ);
        int removals = account.requestCount(REMOVE);
        var plan = plan();
        for (int i = 449; i > 449 - 60 * 7; i -= 7) {
            plan.remove(address(i));
        }

        publish(plan.all());

        awaitSettled(plan.runId, 60);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(60);
        assertThat(account.tagged(name)).isEqualTo(390);
        assertThat(account.requestCount(READ) - reads).isEqualTo(5);
        assertThat(account.requestCount(REMOVE) - removals).isEqualTo(60);
    }

    @Test
    void fewRemovalsAreLookedUp() {
        for (var address : addresses(450)) {
            account.addContact(address, name);
        }
        int reads = account.requestCount(READ);
        var plan = plan().remove(addresses(3));

        publish(plan.all());

        awaitSettled(plan.runId, 3);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(3);
        assertThat(account.requestCount(READ) - reads).isEqualTo(3);
    }

    @Test
    void whatAWalkHasLearnedServesTheNextRun() {
        for (var address : addresses(150)) {
            account.addContact(address, name);
        }
        var first = plan().remove(addresses(19)).remove(address(149));
        publish(first.all());
        awaitSettled(first.runId, 20);
        int reads = account.requestCount(READ);
        var second = plan().remove(address(100), address(101));

        publish(second.all());

        awaitSettled(second.runId, 2);
        assertThat(count(second.runId, Outcome.DONE)).isEqualTo(2);
        assertThat(account.requestCount(READ)).isEqualTo(reads);
    }

    @Test
    void whoIsNotMetOnAWalkIsLookedUp() {
        for (var address : addresses(30)) {
            account.addContact(address, name);
        }
        var plan = plan().remove(addresses(31));

        publish(plan.all());

        awaitSettled(plan.runId, 31);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(30);
        assertThat(count(plan.runId, Outcome.ALREADY)).isEqualTo(1);
    }

    @Test
    void removalsWithoutAClosingRecordStartWhenTheRunIsQuiet() {
        account.addContact(address(1), name);
        var plan = plan().remove(address(1));

        publish(plan.records());

        awaitSettled(plan.runId, 1);
        assertThat(account.tagged(name)).isZero();
    }
}
