package org.datasync.connector.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        int lookUps = requests(LOOK_UP, 0).size();
        int removals = requests(REMOVE, 0).size();
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
        assertThat(requests(LOOK_UP, lookUps)).hasSize(1);
        assertThat(requests(REMOVE, removals)).hasSize(2);
    }

    @Test
    void aRenamedContactLosesTheTagByTheStoredId() throws Exception {
        var add = plan().processing(true, true).add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        rename(address(1), "renamed-" + address(1));
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void aRenamedContactWithAStaleIdIsFoundByItsContactId() throws Exception {
        var add = plan().processing(true, true).add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        rename(address(1), "renamed-" + address(1));
        account.untag("renamed-" + address(1), name);
        account.tag("renamed-" + address(1), name);
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void aDeletedContactThatCameBackIsFoundByItsAddress() {
        var add = plan().processing(true, true).add(address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        account.deleteContact(address(1));
        account.addContact(address(1), name);
        var removal = plan().remove(address(1));

        publish(removal.all());

        awaitSettled(removal.runId, 1);
        assertThat(count(removal.runId, Outcome.DONE)).isEqualTo(1);
        assertThat(account.tagged(name)).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"email\"",
                "\"include\",\"limit\"",
                "\"ids[]\",\"id_greater\"",
                "\"tagid\",\"id_greater\",\"orders[id]\",\"limit\",\"include\",\"ids[]\""
            })
    void aServerThatIgnoresParametersNeverMakesUsTakeATagFromSomebodyElse(String ignored) {
        for (var address : addresses(25)) {
            account.addContact(address, name, "other");
        }
        var add = plan().processing(true, true).add("stale" + address(1));
        publish(add.all());
        awaitSettled(add.runId, 1);
        account.untag("stale" + address(1), name);
        account.tag("stale" + address(1), name);
        account.settings("{\"switches\":{\"ignoredParameters\":[%s]}}".formatted(ignored));
        var walked = plan().remove("stale" + address(1), address(20), address(21), address(22), "nobody" + address(1));

        publish(walked.all());

        awaitSettled(walked.runId, 5);
        account.settings("{\"switches\":{\"ignoredParameters\":[]}}");
        for (int i = 0; i < 20; i++) {
            assertThat(account.tagsOf(address(i))).containsExactlyInAnyOrder(name, "other");
        }
        assertThat(account.tagged(name)).isEqualTo(26 - (int) count(walked.runId, Outcome.DONE));
        assertThat(count(walked.runId, Outcome.DONE)).isEqualTo(4);
        assertThat(count(walked.runId, Outcome.ALREADY) + count(walked.runId, Outcome.FAILED))
                .isEqualTo(1);
    }

    @Test
    void aRemovalThatCannotBeLookedUpForADayFailsAndIsNotRefused() {
        account.addContact(address(1), name);
        account.fault("{\"kind\":\"STATUS\",\"route\":\"GET /contacts\",\"status\":500,\"times\":0}");
        var plan = plan().remove(address(1));
        publish(plan.all());
        String row = " WHERE run_no = (SELECT run_no FROM connector.run WHERE run_id = '" + plan.runId + "')";
        eventually(() -> assertThat(text("SELECT first_failed_at FROM connector.tag_change" + row))
                .isNotNull());

        execute("UPDATE connector.tag_change SET first_failed_at = DATEADD(HOUR, -25, first_failed_at)" + row);

        awaitSettled(plan.runId, 1);
        assertThat(settlements().entries(plan.runId).values())
                .extracting("outcome", "reason")
                .containsExactly(tuple(Outcome.FAILED, "HTTP 500: Error 500"));
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
    void aStormOfRefusalsForSpeedIsSharedByAllWorkersAndCostsNobodyAnAttempt() {
        for (var address : addresses(20)) {
            account.addContact(address, name);
        }
        account.settings("{\"limits\":{\"requestsPerSecond\":5}}");
        long refused = account.quota().refused();
        var plan = plan().remove(addresses(20)).processing(true, true).add("new" + address(1), "new" + address(2));

        publish(plan.all());

        eventually(() -> assertThat(account.quota().refused() - refused).isGreaterThan(2));
        account.settings("{\"limits\":{\"requestsPerSecond\":100000}}");
        awaitSettled(plan.runId, 22);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(22);
        // All who were under way when it began, and whoever begins again too fast: not one per row.
        assertThat(account.quota().refused() - refused).isLessThan(40);
        assertThat(text("SELECT MAX(attempt) FROM connector.tag_change WHERE run_no ="
                        + " (SELECT run_no FROM connector.run WHERE run_id = '" + plan.runId + "')"))
                .isEqualTo("0");
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

    /** As somebody does it in Prospect2. */
    private void rename(String address, String other) throws Exception {
        String contact = account.contact(address).orElseThrow().id();
        var request = HttpRequest.newBuilder(URI.create(account.url() + "/api/3/contacts/" + contact))
                .header("Api-Token", account.key())
                .PUT(HttpRequest.BodyPublishers.ofString("{\"contact\":{\"email\":\"%s\"}}".formatted(other)))
                .build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()))
                .extracting(HttpResponse::statusCode)
                .isEqualTo(200);
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
