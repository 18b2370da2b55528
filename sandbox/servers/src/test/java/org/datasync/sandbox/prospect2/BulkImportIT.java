package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BulkImportIT extends Unlimited {
    private static final String PATH = "/import/bulk_import";

    @Test
    void aBatchIsAcceptedFirstAndTakesEffectLater() {
        var accepted = api.post(PATH, contacts(250));
        var batch = accepted.at("/batchId");

        assertThat(accepted.status()).isEqualTo(200);
        assertThat(accepted.json().at("/success").asInt()).isEqualTo(1);
        assertThat(accepted.json().at("/queued_contacts").asInt()).isEqualTo(250);
        var tooEarly = info(batch).json().at("/status");
        assertThat(tooEarly.isBoolean()).isTrue();
        assertThat(tooEarly.asBoolean()).isFalse();
        clock.advanceMillis(2000);
        assertThat(info(batch).at("/status")).isEqualTo("waiting");
        assertThat(server.contactCount()).isZero();

        clock.advanceMillis(6500);

        assertThat(info(batch).at("/status")).isEqualTo("completed");
        assertThat(info(batch).json().at("/success")).hasSize(250);
        assertThat(server.tagged("Current member")).isEqualTo(250);
    }

    @Test
    void namesInCamelCaseAreDroppedSilently() {
        api.post(PATH, """
                {"contacts":[{"email":"jane@example.org","firstName":"Jane","last_name":"Doe","tags":["Curent member"],
                 "fields":[{"id":1,"value":"77"},{"id":99,"value":"x"}],"fieldValues":[{"field":"2","value":"Dr."}]}]}""");
        clock.advanceMillis(60_000);

        var jane = server.contact("jane@example.org").orElseThrow();
        assertThat(jane.firstName()).isEmpty();
        assertThat(jane.lastName()).isEqualTo("Doe");
        assertThat(jane.fields()).containsOnlyKeys("CUSTOMER_NO");
        assertThat(api.get("/tags?search=curent").at("/meta/total"))
                .as("a misspelt tag is created")
                .isEqualTo("1");
    }

    @Test
    void oneInvalidContactRefusesTheWholeBatchAndIsNamedFromOne() {
        var refused = api.post(
                PATH, "{\"contacts\":[{\"email\":\"jane@example.org\"},{\"email\":\"jane@@example.org\"},{}]}");
        clock.advanceMillis(60_000);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/success").asInt()).isZero();
        assertThat(refused.json().at("/failureReasons/0/contact").asInt()).isEqualTo(2);
        assertThat(refused.at("/failureReasons/0/failureReason")).isEqualTo("Field 'email' incorrect format");
        assertThat(refused.json().at("/failureReasons/1/contact").asInt()).isEqualTo(3);
        assertThat(refused.at("/failureReasons/1/failureReason")).isEqualTo("Field 'email' not found");
        assertThat(server.contactCount()).isZero();
    }

    @Test
    void whatIsNoBatchIsRefusedWithReasonsAsTexts() {
        assertThat(api.post(PATH, "{\"contacts\":[").at("/failureReasons/0")).isEqualTo("Invalid or unparsable json");
        assertThat(api.post(PATH, "{\"contacts\":[]}").status()).isEqualTo(400);
        assertThat(api.post(PATH, contacts(251)).json().at("/failureReasons/0").isTextual())
                .isTrue();
        assertThat(api.post(
                                PATH,
                                "{\"contacts\":[{\"email\":\"jane@example.org\"}],\"callback\":{\"url\":\"http://x\"}}")
                        .at("/failureReasons/0"))
                .contains("requestType");
    }

    @Test
    void aBodyOf399999BytesPassesAndOneByteMoreDoesNot() {
        assertThat(api.post(PATH, padded(399_999)).status()).isEqualTo(200);

        var refused = api.post(PATH, padded(400_000));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().at("/failureReasons/0").isTextual()).isTrue();
        server.settings("{\"switches\":{\"oversizedBody\":\"TOO_LARGE\"}}");
        assertThat(api.post(PATH, padded(400_000)).status()).isEqualTo(413);
    }

    @Test
    void excludedAddressesAreAcceptedButNotQueued() {
        server.excluded("person1@example.org");
        server.bounced("PERSON2@example.org");

        var accepted = api.post(PATH, contacts(4));
        clock.advanceMillis(60_000);

        assertThat(accepted.json().at("/queued_contacts").asInt()).isEqualTo(3);
        assertThat(accepted.json().at("/success").asInt()).isGreaterThan(1);
        assertThat(info(accepted.at("/batchId")).json().at("/failure"))
                .extracting(node -> node.asText())
                .containsExactly("Person1@example.org", "Person2@example.org");
        server.settings("{\"switches\":{\"lowerCaseFailures\":true}}");
        assertThat(info(accepted.at("/batchId")).at("/failure/0")).isEqualTo("person1@example.org");
    }

    @Test
    void theSuccessOfABatchNamesEverybodyOrOnlyTheNew() {
        server.addContact("person1@example.org");
        var batch = api.post(PATH, contacts(3)).at("/batchId");
        clock.advanceMillis(60_000);

        assertThat(info(batch).json().at("/success")).hasSize(3);
        server.settings("{\"switches\":{\"infoSuccess\":\"CREATED\"}}");
        assertThat(info(batch).json().at("/success")).hasSize(2);
    }

    @Test
    void automationsAreExcludedAtTheTopOrInTheContactUnlessSwitched() {
        var inside = "{\"contacts\":[{\"email\":\"%s@example.org\",\"tags\":[\"T\"],\"exclude_automations\":true}]}";
        api.post(PATH, inside.formatted("jane"));
        api.post(
                PATH,
                "{\"exclude_automations\":true,\"contacts\":[{\"email\":\"john@example.org\",\"tags\":[\"T\"]}]}");
        clock.advanceMillis(60_000);
        assertThat(server.automationStarts()).isEmpty();

        server.settings("{\"switches\":{\"excludeAutomations\":\"TOP_LEVEL\"}}");
        api.post(PATH, inside.formatted("mary"));
        clock.advanceMillis(60_000);

        assertThat(server.automationStarts()).extracting(AutomationStart::email).containsExactly("mary@example.org");
    }

    @Test
    void theAnswerMayWriteSuccessWithACapital() {
        server.settings("{\"switches\":{\"bulkSuccessKey\":\"Success\"}}");

        assertThat(api.post(PATH, contacts(2)).json().at("/Success").asInt()).isEqualTo(1);
    }

    @Test
    void anUnknownBatchLooksLikeAnEarlyOneUnlessSwitched() {
        assertThat(info("unknown").json().at("/status").asBoolean(true)).isFalse();
        server.settings("{\"switches\":{\"unknownBatch\":\"NOT_FOUND\"}}");
        assertThat(info("unknown").status()).isEqualTo(404);
        assertThat(api.get("/import/info").at("/message")).isEqualTo("'batchId' is a required field.");
    }

    @Test
    void theOverviewCountsBatchesPerDay() {
        api.post(PATH, contacts(3));
        api.post(PATH, contacts(4));
        var before = api.get(PATH).json();
        clock.advanceMillis(60_000);
        var after = api.get(PATH).json();

        assertThat(before.at("/outstanding/0/batches").asText()).isEqualTo("2");
        assertThat(before.at("/outstanding/0/contacts").asText()).isEqualTo("7");
        assertThat(before.at("/recentlyCompleted")).isEmpty();
        assertThat(after.at("/outstanding")).isEmpty();
        assertThat(after.at("/recentlyCompleted/0/contacts").asText()).isEqualTo("7");
    }

    @Test
    void aBulkImportTellsNoWebhook() {
        server.subscribe("https://elsewhere.example/hook", "contact_tag_added", "update");

        api.post(PATH, contacts(3));
        clock.advanceMillis(60_000);

        assertThat(server.tagged("Current member")).isEqualTo(3);
        assertThat(server.deliveries()).isEmpty();
    }

    private Caller.Reply info(String batch) {
        return api.get("/import/info?batchId=" + batch);
    }

    private static String contacts(int count) {
        return IntStream.range(0, count)
                .mapToObj("{\"email\":\"Person%d@example.org\",\"tags\":[\"Current member\"]}"::formatted)
                .collect(Collectors.joining(",", "{\"contacts\":[", "]}"));
    }

    private static String padded(int bytes) {
        var frame =
                "{\"contacts\":[{\"email\":\"jane@example.org\",\"first_name\":\"%s\"},{\"email\":\"j@example.org\"}]}";
        return frame.formatted("x".repeat(bytes - frame.length() + 2));
    }
}
