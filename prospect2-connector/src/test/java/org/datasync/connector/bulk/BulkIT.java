package org.datasync.connector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.connector.testing.Plan;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class BulkIT extends ConnectorTest {
    private static final String IMPORT = "POST /import/bulk_import";

    @Test
    void addressesGetTheTagAndTheContactData() {
        account.addField(900, "SEAT_SIDE");
        var plan = plan().profile(new Profile("Ada", "Byron", Map.of("SEAT_SIDE", "left", "NOBODY_KNOWS", "x")))
                .add(addresses(3));

        publish(plan.all());

        awaitSettled(plan.runId, 3);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(3);
        var contact = account.contact(address(1)).orElseThrow();
        assertThat(contact.firstName()).isEqualTo("Ada");
        assertThat(contact.fields()).containsEntry("SEAT_SIDE", "left");
        assertThat(account.tagged(name)).isEqualTo(3);
        awaitClosed(plan.runId);
    }

    @Test
    void noBatchHasExactlyOneContactWhenOthersCanJoinIt() {
        int before = requests(IMPORT, 0).size();
        var plan = plan().add(addresses(251));

        publish(plan.all());

        awaitSettled(plan.runId, 251);
        assertThat(requests(IMPORT, before)).extracting("contacts").doesNotContain(1);
        assertThat(account.tagged(name)).isEqualTo(251);
    }

    @Test
    void batchesOfTwoRunsThatEndTogetherAreEachToldOnce() {
        var one = plan().add(addresses(1_100));
        var other = plan().add(addresses(900));

        publish(one.all());
        publish(other.all());

        awaitSettled(one.runId, 1_100);
        awaitSettled(other.runId, 900);
        assertThat(count(one.runId, Outcome.DONE)).isEqualTo(1_100);
        assertThat(count(other.runId, Outcome.DONE)).isEqualTo(900);
        awaitClosed(one.runId);
        awaitClosed(other.runId);
    }

    @Test
    void aSingleContactGoesAloneAndStillNotByASingleCall() {
        int writes = account.requestCount("POST /contact/sync") + account.requestCount("POST /contactTags");
        var plan = plan().add(address(1));

        publish(plan.all());

        awaitSettled(plan.runId, 1);
        assertThat(account.tagsOf(address(1))).containsExactly(name);
        assertThat(account.requestCount("POST /contact/sync") + account.requestCount("POST /contactTags"))
                .isEqualTo(writes);
    }

    @Test
    void anUpdateSendsNoTag() {
        account.addContact(address(1));
        var plan = plan().change(Operation.UPDATE, address(1), address(2));

        publish(plan.all());

        awaitSettled(plan.runId, 2);
        assertThat(account.contact(address(1)).orElseThrow().firstName()).isEqualTo("Ada");
        assertThat(account.tagged(name)).isZero();
    }

    @Test
    void automationsStartOnlyWhenTheyShall() {
        var quiet = plan().processing(false, false).add(address(1));
        publish(quiet.all());
        awaitSettled(quiet.runId, 1);
        var loud = plan().processing(false, true).add(address(2));

        publish(loud.all());

        awaitSettled(loud.runId, 1);
        assertThat(account.automationStarts())
                .extracting("email")
                .doesNotContain(address(1))
                .contains(address(2));
    }

    @Test
    void refusedAddressesAreRejectedWhateverTheirCase() {
        account.excluded(address(1).toUpperCase(Locale.ROOT));
        account.bounced(address(2));
        var addresses = addresses(6);
        addresses[2] = addresses[2].toUpperCase(Locale.ROOT);
        var plan = plan().add(addresses);

        publish(plan.all());

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.REJECTED)).isEqualTo(2);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(4);
    }

    @Test
    void invalidAddressesAreRejectedWithoutBeingSent() {
        var plan = plan().add(address(1), "nobody", "two words@example.org", "caf\u00e9@example.org");

        publish(plan.all());

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.REJECTED)).isEqualTo(3);
        assertThat(settlements().entries(plan.runId).values())
                .filteredOn(entry -> entry.outcome() == Outcome.REJECTED)
                .allSatisfy(entry -> assertThat(entry.reason()).isNotBlank().doesNotContain("@"));
    }

    @Test
    void theSameAddressOfTwoConstituentsIsSentOnceAndSettlesAlike() {
        int before = requests(IMPORT, 0).size();
        var plan = plan().add(address(1), address(2), address(1).toUpperCase(Locale.ROOT));

        publish(plan.all());

        awaitSettled(plan.runId, 3);
        assertThat(requests(IMPORT, before)).extracting("contacts").containsExactly(2);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(3);
    }

    @Test
    void aTwinThatComesLaterSettlesLikeTheFirst() {
        account.excluded(address(1));
        var plan = plan().add(address(1), address(2), address(1));
        publish(plan.records().subList(0, 2));
        awaitSettled(plan.runId, 2);

        publish(List.of(plan.records().get(2), plan.computed()));

        awaitSettled(plan.runId, 3);
        assertThat(count(plan.runId, Outcome.REJECTED)).isEqualTo(2);
        awaitClosed(plan.runId);
    }

    @Test
    void aNamedContactIsRefusedAndTheRestIsSent() {
        answer(IMPORT, 400, 1, """
                {"success":0,"message":"JSON payload did not pass validation.",
                 "failureReasons":[{"contact":2,"failureReason":"Field 'email' incorrect format"}]}""");
        var plan = plan().add(addresses(4));

        publish(plan.all());

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.REJECTED)).isEqualTo(1);
        assertThat(account.tagged(name)).isEqualTo(3);
    }

    @Test
    void aRefusalWithoutNamesHalvesTheBatch() {
        answer(IMPORT, 400, 3, """
                {"success":0,"message":"no","failureReasons":["Invalid or unparsable json"]}""");
        var plan = plan().add(addresses(4));

        publish(plan.all());

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.DONE) + count(plan.runId, Outcome.REJECTED))
                .isEqualTo(4);
        assertThat(account.tagged(name))
                .isEqualTo((int) count(plan.runId, Outcome.DONE))
                .isPositive();
    }

    @Test
    void whereEverythingIsRefusedNobodyIs() {
        answer(IMPORT, 400, 0, """
                {"success":0,"message":"no","failureReasons":["Imports are not part of your plan"]}""");
        var plan = plan().add(addresses(40));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("SUSPECT"));

        account.clearFaults();

        awaitSettled(plan.runId, 40);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(40);
        assertThat(account.tagged(name)).isEqualTo(40);
    }

    @Test
    void noBatchIsLeftWithOneContactOfAnotherRunEither() {
        int before = requests(IMPORT, 0).size();
        var one = plan().add(addresses(150));
        var other = new Plan(tag, name)
                .add(IntStream.range(150, 251).mapToObj(this::address).toArray(String[]::new));

        publish(Stream.concat(one.all().stream(), other.all().stream()).toList());

        awaitSettled(one.runId, 150);
        awaitSettled(other.runId, 101);
        assertThat(requests(IMPORT, before)).extracting("contacts").doesNotContain(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413})
    void aBodyThatIsTooLargeIsHalvedWhateverTheStatus(int status) {
        answer(IMPORT, status, 1, "{\"errors\":[{\"title\":\"Payload Too Large\"}]}");
        int before = requests(IMPORT, 0).size();
        var plan = plan().add(addresses(6));

        publish(plan.all());

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(6);
        assertThat(requests(IMPORT, before)).extracting("contacts").containsExactly(6, 3, 3);
    }

    @Test
    void aLostAnswerIsFollowedByTheSameBatchAgain() {
        int before = requests(IMPORT, 0).size();
        account.fault("{\"kind\":\"RESET\",\"route\":\"POST /import/bulk_import\",\"afterEffect\":true}");
        var plan = plan().add(addresses(5));

        publish(plan.all());

        awaitSettled(plan.runId, 5);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(5);
        assertThat(requests(IMPORT, before)).hasSize(2);
    }

    @Test
    void anAnswerLostTwiceIsUnknown() {
        account.fault("{\"kind\":\"EMPTY\",\"route\":\"POST /import/bulk_import\",\"times\":2}");
        var plan = plan().add(addresses(5));

        publish(plan.all());

        awaitSettled(plan.runId, 5);
        assertThat(count(plan.runId, Outcome.UNKNOWN)).isEqualTo(5);
        awaitClosed(plan.runId);
    }

    @Test
    void aServerErrorIsTriedAgain() {
        account.fault("{\"kind\":\"STATUS\",\"route\":\"POST /import/bulk_import\",\"status\":503,\"times\":3}");
        var plan = plan().add(addresses(5));

        publish(plan.all());

        awaitSettled(plan.runId, 5);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BATCH_INTERRUPTED", "BATCH_FAILED"})
    void aBatchThatBrokeOffIsSentAgainThenInHalves(String kind) {
        account.fault("{\"kind\":\"%s\",\"times\":2,\"contact\":1}".formatted(kind));
        var plan = plan().add(addresses(6));

        publish(plan.all());

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(6);
        assertThat(account.tagged(name)).isEqualTo(6);
    }

    @Test
    void aLoneContactWhoseImportsBreakOffMayHaveBeenTagged() {
        account.fault("{\"kind\":\"BATCH_INTERRUPTED\",\"times\":2,\"contact\":1}");
        var plan = plan().add(address(1));

        publish(plan.all());

        awaitSettled(plan.runId, 1);
        assertThat(account.tagged(name)).isEqualTo(1);
        assertThat(count(plan.runId, Outcome.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void throttledImportsGoOnLater() {
        answer(IMPORT, 400, 1, """
                {"success":0,"message":"Rate limit exceeded.","failureReasons":["Up to 100 imports"]}""");
        account.fault("{\"kind\":\"STATUS\",\"route\":\"POST /import/bulk_import\",\"status\":429,\"retryAfter\":1}");
        var plan = plan().add(addresses(5));

        publish(plan.all());

        awaitSettled(plan.runId, 5);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(5);
    }

    @Test
    void bouncedAddressesAreRejectedForThatReason() {
        account.addContact(address(1));
        account.bounced(address(1));
        var plan = plan().add(address(1), address(2));

        publish(plan.all());

        awaitSettled(plan.runId, 2);
        assertThat(settlements().entries(plan.runId).values())
                .filteredOn(entry -> entry.outcome() == Outcome.REJECTED)
                .extracting("reason")
                .containsExactly("mail to the address has bounced");
    }

    @Test
    void aFullAccountMakesNobodyRefused() {
        account.contactLimit(account.contactCount() + 10);
        var plan = plan().add(addresses(40));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("SUSPECT"));

        account.contactLimit(Integer.MAX_VALUE);

        awaitSettled(plan.runId, 40);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(40);
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("CONNECTED"));
    }

    @Test
    void contactsAreToBlameWhenOtherImportsWork() {
        account.excluded(addresses(30));
        var excluded = plan().add(addresses(30));
        publish(excluded.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("SUSPECT"));
        var other = new Plan(tag, name).add("x" + address(1), "x" + address(2));

        publish(other.all());

        awaitSettled(other.runId, 2);
        awaitSettled(excluded.runId, 30);
        assertThat(count(excluded.runId, Outcome.REJECTED)).isEqualTo(30);
    }

    @Test
    void twoRunsWithTheSameWishesShareBatches() {
        var other = account.addTag(name + "-other");
        var first = plan().add(address(1), address(2));
        var second = new Plan(other, name + "-other").add(address(3), address(4));

        publish(first.all());
        publish(second.all());

        awaitSettled(first.runId, 2);
        awaitSettled(second.runId, 2);
        assertThat(account.tagsOf(address(1))).isEqualTo(Set.of(name));
        assertThat(account.tagsOf(address(3))).isEqualTo(Set.of(name + "-other"));
    }
}
