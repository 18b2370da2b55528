package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.connector.testing.Plan;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.prospect2.AutomationStart;
import org.datasync.sandbox.prospect2.LoggedRequest;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the public sources of the API leave in doubt: the same story must end well whichever way it is. Once as we
 * suppose, once with each single thing the other way, once with all of them the other way.
 */
@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class SwitchesIT extends ConnectorTest {
    /** One that the account has from the start. */
    private static final String FIELD = "CITY";

    private static final String SUPPOSED = """
            "newContactTagStatus":201,"contactTagWithContacts":false,"existingTag":"FOUND","bulkSuccessKey":"success",
            "infoSuccess":"CREATED_AND_UPDATED","oversizedBody":"BAD_REQUEST","excludeAutomations":"TOP_LEVEL_OR_CONTACT",
            "bulkCountsAsRequest":true,"contactTagFilter":false,"inlineTags":false,"numericIds":false,"largePages":false,
            "retryAfterMissing":false,"rateHeadersAlways":false,"exactEmail":false,"lowerCaseFailures":false,
            "unknownBatch":"STATUS_FALSE\"""";
    private static final List<String> OTHERWISE = List.of(
            "\"newContactTagStatus\":200",
            "\"contactTagWithContacts\":true",
            "\"bulkSuccessKey\":\"Success\"",
            "\"infoSuccess\":\"CREATED\"",
            "\"excludeAutomations\":\"TOP_LEVEL\"",
            "\"bulkCountsAsRequest\":false",
            "\"inlineTags\":true",
            "\"numericIds\":true",
            "\"retryAfterMissing\":true",
            "\"rateHeadersAlways\":true",
            "\"exactEmail\":true",
            "\"lowerCaseFailures\":true",
            "\"unknownBatch\":\"NOT_FOUND\"");
    /** Alone they have stories of their own below. */
    private static final String OTHERS_OTHERWISE = """
            "existingTag":"UNPROCESSABLE","oversizedBody":"TOO_LARGE","contactTagFilter":true,"largePages":true""";

    static Stream<String> positions() {
        return Stream.concat(
                Stream.of(SUPPOSED),
                Stream.concat(OTHERWISE.stream(), Stream.of(String.join(",", OTHERWISE) + "," + OTHERS_OTHERWISE)));
    }

    @AfterEach
    void asSupposed() {
        account.settings("{\"limits\":{\"requestsPerSecond\":100000,\"bulkBytes\":399999},\"switches\":{%s}}"
                .formatted(SUPPOSED));
    }

    @ParameterizedTest
    @MethodSource("positions")
    void theStoryEndsWellWhicheverWayItIs(String position) {
        account.settings("{\"switches\":{%s}}".formatted(position));
        account.addContact(address(4));
        account.addContact(address(10), name, "Bystander");
        account.addContact(address(11), name, "Bystander");
        account.excluded(address(3).toUpperCase(Locale.ROOT));
        String shouted = address(2).toUpperCase(Locale.ROOT);
        if (concerns(position, "etryAfter")) {
            throttle();
        }
        if (concerns(position, "unknownBatch")) {
            loseABatch();
        }
        var quiet = plan().processing(false, false)
                .profile(new Profile("Ada", "Byron", Map.of(FIELD, "left")))
                .add(address(0), address(1), shouted, address(3).toUpperCase(Locale.ROOT))
                .change(Operation.UPDATE, address(4))
                .remove(address(10), address(11));
        var single = new Plan(tag, name)
                .profile(new Profile("Ada", "Byron", Map.of(FIELD, "right")))
                .processing(true, true)
                .add(address(5), address(6));

        publish(quiet.all());
        publish(single.all());

        awaitSettled(quiet.runId, 7);
        awaitSettled(single.runId, 2);
        assertThat(count(quiet.runId, Outcome.REJECTED)).isEqualTo(1);
        assertThat(count(quiet.runId, Outcome.DONE)).isEqualTo(6);
        assertThat(count(single.runId, Outcome.DONE)).isEqualTo(2);
        assertThat(account.tagged(name)).isEqualTo(5);
        assertThat(account.tagsOf(shouted)).containsExactly(name);
        assertThat(account.tagsOf(address(11))).containsExactly("Bystander");
        assertThat(account.contact(address(4)).orElseThrow().fields()).containsEntry(FIELD, "left");
        assertThat(account.contact(address(5)).orElseThrow().fields()).containsEntry(FIELD, "right");
        assertThat(account.automationStarts())
                .extracting(AutomationStart::email)
                .doesNotContain(address(0), address(1), shouted)
                .contains(address(5), address(6));

        if (Stream.of("newContactTag", "contactTagWith", "numericIds", "exactEmail")
                .anyMatch(part -> concerns(position, part))) {
            takeAway();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD_REQUEST", "TOO_LARGE"})
    void aBodyThatIsTooLargeIsSentInParts(String position) {
        account.settings(
                "{\"limits\":{\"bulkBytes\":1500},\"switches\":{\"oversizedBody\":\"%s\"}}".formatted(position));
        var plan = plan().add(addresses(40));

        publish(plan.all());

        awaitSettled(plan.runId, 40);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(40);
        assertThat(account.tagged(name)).isEqualTo(40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"FOUND", "UNPROCESSABLE", "SERVER_ERROR"})
    void aTagThatIsAnotherByNowIsNeitherTakenNorMade(String position) {
        account.settings("{\"switches\":{\"existingTag\":\"%s\"}}".formatted(position));
        account.seed("{\"deleteTags\":[%d]}".formatted(tag));
        account.addTag(name);
        var plan = plan().processing(true, true).add(addresses(2)).remove(address(2));

        publish(plan.all());

        awaitSettled(plan.runId, 3);
        assertThat(count(plan.runId, Outcome.FAILED)).isEqualTo(3);
        assertThat(settlements().events(plan.runId))
                .anySatisfy(event -> assertThat(event.runFailure().code()).isEqualTo("TAG_MISSING"));
        assertThat(account.requestCount("POST /tags")).isZero();
        assertThat(account.tagged(name)).isZero();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aWalkReadsPagesOfAHundredWhateverIsHonoured(boolean largePages) {
        account.settings("{\"switches\":{\"largePages\":%s}}".formatted(largePages));
        for (var address : addresses(250)) {
            account.addContact(address, name, "Bystander");
        }
        var plan = plan();
        for (int i = 0; i < 250; i += 10) {
            plan.remove(address(i));
        }
        int reads = account.requestCount("GET /contacts");

        publish(plan.all());

        awaitSettled(plan.runId, 25);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(25);
        assertThat(account.tagged(name)).isEqualTo(225);
        assertThat(account.requestCount("GET /contacts") - reads).isEqualTo(3);
        assertThat(account.requests())
                .extracting(LoggedRequest::path)
                .noneMatch(path -> path.matches(".*[?&]limit=(?!100\\b)[0-9]{3,}.*"));
    }

    /** A client that relies on the filter takes every tag from everybody where it is ignored. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void removalsTakeNoOtherTagWhetherAssociationsAreFilteredOrNot(boolean filtered) {
        account.settings("{\"switches\":{\"contactTagFilter\":%s}}".formatted(filtered));
        for (var address : addresses(12)) {
            account.addContact(address, "Bystander", name);
        }
        var plan = plan().remove(address(1), address(3), address(5)).remove(address(11));

        publish(plan.all());

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(4);
        assertThat(account.tagged(name)).isEqualTo(8);
        for (var address : addresses(12)) {
            assertThat(account.tagsOf(address)).contains("Bystander");
        }
        assertThat(account.requestCount("GET /contactTags")).isZero();
    }

    /** By an id that a single call has told, and by a look-up after a bulk import. */
    private void takeAway() {
        var end = new Plan(tag, name).remove(address(5), address(0));
        publish(end.all());
        awaitSettled(end.runId, 2);
        assertThat(count(end.runId, Outcome.DONE)).isEqualTo(2);
        assertThat(account.tagged(name)).isEqualTo(3);
    }

    /** The switch is in question: the usual position, all of them together, or this one alone. */
    private static boolean concerns(String position, String part) {
        return position.contains(part);
    }

    /** Somebody else uses up the account's limit for a moment. */
    private void throttle() {
        account.settings("{\"limits\":{\"requestsPerSecond\":1}}");
        long before = account.quota().refused();
        var noise =
                new Plan(tag, name).processing(true, true).add("n" + address(1)).remove("n" + address(1));
        publish(noise.records().subList(0, 1));
        eventually(() -> assertThat(account.quota().refused()).isGreaterThan(before));
        account.settings("{\"limits\":{\"requestsPerSecond\":100000}}");
        awaitSettled(noise.runId, 1);
        publish(noise.records().subList(1, 2));
        publish(noise.computed());
        awaitSettled(noise.runId, 2);
        assertThat(count(noise.runId, Outcome.DONE)).isEqualTo(2);
    }

    /** The next import is accepted under an id that Prospect2 does not know afterwards. */
    private void loseABatch() {
        answer("POST /import/bulk_import", 200, 1, """
                {"success":1,"queued_contacts":2,"batchId":"00000000-0000-0000-0000-000000000000"}""");
    }
}
