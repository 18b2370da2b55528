package org.datasync.connector.call;

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
class CallIT extends ConnectorTest {
    private static final String LOOK_UP = "GET /contacts";
    private static final String REMOVE = "DELETE /contactTags/{id}";

    @Test
    void removedAddressesLoseThisTagOnly() {
        for (var address : addresses(10)) {
            account.addContact(address, name, "other");
        }
        var plan = plan().remove(addresses(10));

        publish(plan.all());

        awaitSettled(plan.runId, 10);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(10);
        assertThat(account.tagsOf(address(3))).containsExactly("other");
        awaitClosed(plan.runId);
    }

    @Test
    void singleCallsWriteTheContactBeforeTheTag() {
        account.subscribe("http://localhost:9/nowhere", "contact_tag_added");
        var plan = plan().processing(true, true).add(addresses(3));

        publish(plan.all());

        awaitSettled(plan.runId, 3);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(3);
        assertThat(account.tagged(name)).isEqualTo(3);
        assertThat(account.contact(address(1)).orElseThrow().lastName()).isEqualTo("Byron");
        assertThat(account.deliveries()).isNotEmpty();
    }

    @Test
    void aStoredIdMakesARemovalOneRequest() {
        var add = plan().processing(true, true).add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        int lookUps = requests(LOOK_UP, 0).size();
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
        assertThat(requests(LOOK_UP, lookUps)).isEmpty();
    }

    @Test
    void aStaleStoredIdIsLookedUpOnce() {
        var add = plan().processing(true, true).add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        account.untag(address(1), name);
        account.tag(address(1), name);
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void aPlusInTheAddressIsFound() {
        account.addContact("a+" + address(1), name);
        account.addContact("a " + address(1), name);
        var plan = plan().remove("a+" + address(1));

        publish(plan.all());

        awaitSettled(plan.runId, 1);
        assertThat(account.tagsOf("a+" + address(1))).isEmpty();
        assertThat(account.tagsOf("a " + address(1))).containsExactly(name);
    }

    @Test
    void whoHasNoTagIsAlreadyDone() {
        account.addContact(address(1), "other");
        var plan = plan().remove(address(1), address(2));

        publish(plan.all());

        awaitSettled(plan.runId, 2);
        assertThat(count(plan.runId, Outcome.ALREADY)).isEqualTo(2);
    }

    @Test
    void aTagOfOurOwnThatDoesNotShowYetIsWaitedFor() {
        var add = plan().add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        account.untag(address(1), name);
        var removal = plan().remove(address(1));
        publish(removal.all());
        int lookUps = requests(LOOK_UP, 0).size();
        eventually(() -> assertThat(requests(LOOK_UP, lookUps)).isNotEmpty());

        account.tag(address(1), name);

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void removalsOutliveFaults() {
        for (var address : addresses(12)) {
            account.addContact(address, name);
        }
        account.fault("{\"kind\":\"RESET\",\"route\":\"DELETE /contactTags/{id}\",\"afterEffect\":true}");
        account.fault("{\"kind\":\"STATUS\",\"route\":\"GET /contacts\",\"status\":500}");
        account.fault("{\"kind\":\"HTML\",\"route\":\"GET /contacts\"}");
        account.fault("{\"kind\":\"STATUS\",\"route\":\"GET /contacts\",\"status\":403}");
        account.fault("{\"kind\":\"TRUNCATED\",\"route\":\"DELETE /contactTags/{id}\"}");
        account.fault("{\"kind\":\"STATUS\",\"route\":\"DELETE /contactTags/{id}\",\"status\":429,\"retryAfter\":1}");
        var plan = plan().remove(addresses(12));

        publish(plan.all());

        awaitSettled(plan.runId, 12);
        assertThat(count(plan.runId, Outcome.DONE) + count(plan.runId, Outcome.ALREADY))
                .isEqualTo(12);
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void aRowThatFailsAgainAndAgainSettlesAsFailed() {
        account.addContact(address(1), name);
        account.fault("{\"kind\":\"STATUS\",\"route\":\"DELETE /contactTags/{id}\",\"status\":500,\"times\":0}");
        var plan = plan().remove(address(1));

        publish(plan.all());

        awaitSettled(plan.runId, 1);
        assertThat(count(plan.runId, Outcome.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void anAddressThatProspect2FindsInvalidIsRejected() {
        answer("POST /contact/sync", 422, 1, """
                {"errors":[{"title":"Contact Email Address is not valid.","code":"email_invalid",
                 "error":"must_be_valid_email_address"}]}""");
        var plan = plan().processing(true, true).add(address(1));

        publish(plan.all());

        awaitSettled(plan.runId, 1);
        assertThat(count(plan.runId, Outcome.REJECTED)).isEqualTo(1);
        assertThat(settlements().entries(plan.runId).values())
                .extracting("reason")
                .containsExactly("HTTP 422: email_invalid");
    }

    @Test
    void removalsAreOneRequestEachWhenTheIdIsKnown() {
        var add = plan().processing(true, true).add(addresses(8));
        publish(add.all());
        awaitSettled(add.runId, 8);
        int before = requests(REMOVE, 0).size();
        var removal = plan().remove(addresses(8));

        publish(removal.all());

        awaitSettled(removal.runId, 8);
        assertThat(requests(REMOVE, before)).hasSize(8);
    }
}
