package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InspectionIT extends Unlimited {
    @Test
    void contactsAreShownByTagPageByPage() {
        for (int i = 0; i < 5; i++) {
            server.addContact("person%d@example.org".formatted(i), "Current member");
        }
        server.addContact("other@example.org", "Donor");

        var first = inspect("/_inspect/contacts?tag=7&limit=3");
        var second = inspect("/_inspect/contacts?tag=7&limit=3&cursor=" + first.at("/nextCursor"));

        assertThat(first.json().at("/items")).hasSize(3);
        assertThat(first.at("/items/0/tags/0")).isEqualTo("7");
        assertThat(second.json().at("/items")).hasSize(2);
        assertThat(second.json().at("/nextCursor").isNull()).isTrue();
        assertThat(inspect("/_inspect/contacts?tag=99").json().at("/items")).isEmpty();
        assertThat(inspect("/_inspect/contacts").json().at("/items")).hasSize(6);
        assertThat(inspect("/_inspect/contacts?email=Other@example.org").at("/items/0/id"))
                .isEqualTo("6");
    }

    @Test
    void requestsAreLoggedAndCounted() {
        api.get("/tags?search=Donor");
        sync("jane@example.org");
        api.get("/tags/999");

        var log = inspect("/_inspect/requests?limit=2");

        assertThat(log.json().at("/total").asInt()).isEqualTo(3);
        assertThat(log.at("/items/0/path")).isEqualTo("/tags?search=Donor");
        assertThat(log.at("/items/1/body")).contains("jane@example.org");
        assertThat(log.at("/nextCursor")).isEqualTo("2");
        assertThat(inspect("/_inspect/requests?cursor=2").at("/items/0/status")).isEqualTo("404");
        assertThat(log.json().at("/byRoute").path("GET /tags/{id}").asInt()).isEqualTo(1);
        assertThat(server.requestCount("POST /contact/sync")).isEqualTo(1);
        change("DELETE", "/_inspect/requests", null);
        assertThat(inspect("/_inspect/quota").at("/requests")).isEqualTo("0");
    }

    @Test
    void settingsAreReadAndPatched() {
        var changed = change("POST", "/_settings", "{\"contactLimit\":5,\"limits\":{\"retryAfter\":\"PT2S\"}}");
        var refused = change("POST", "/_settings", "{\"contactLimt\":5}");

        assertThat(changed.at("/contactLimit")).isEqualTo("5");
        assertThat(inspect("/_settings").at("/limits/retryAfter")).isEqualTo("PT2S");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("contactLimt");
    }

    @Test
    void theAccountIsChangedByHandThroughTheSeed() {
        change("POST", "/_settings", """
                {"seed":{"tags":[{"id":50,"name":"VIP"}],"fields":[{"perstag":"NICKNAME"}],
                 "contacts":[{"email":"jane@example.org","firstName":"Jane","tags":["VIP","Donor"],"fields":{"NICKNAME":"J"}},
                             {"email":"john@example.org"}],
                 "excluded":["x@example.org"],"untag":[{"email":"jane@example.org","tag":"Donor"}],
                 "deleteContacts":["john@example.org"],"renameTags":[{"id":9,"name":"Giver"}]}}""");

        var jane = server.contact("jane@example.org").orElseThrow();
        assertThat(jane.tags()).containsExactly("50");
        assertThat(jane.fields()).containsEntry("NICKNAME", "J");
        assertThat(server.contactCount()).isEqualTo(1);
        assertThat(api.get("/tags/9").at("/tag/tag")).isEqualTo("Giver");
        assertThat(server.automationStarts()).isEmpty();
        assertThat(change("POST", "/_settings", "{\"seed\":{\"unknown\":[]}}").status())
                .isEqualTo(400);
    }

    @Test
    void faultsAreOrderedListedAndTakenAway() {
        change("POST", "/_faults", "[{\"kind\":\"STATUS\",\"times\":0},{\"kind\":\"HTML\"}]");

        assertThat(api.get("/tags").status()).isEqualTo(503);
        assertThat(inspect("/_faults").json().at("/items")).hasSize(2);
        assertThat(inspect("/_faults").at("/items/0/hit")).isEqualTo("1");
        change("DELETE", "/_faults", null);
        assertThat(api.get("/tags").status()).isEqualTo(200);
        assertThat(change("POST", "/_faults", "{\"kind\":\"NONSENSE\"}").status())
                .isEqualTo(400);
    }

    @Test
    void batchesAutomationsAndDeliveriesAreShown() {
        server.subscribe("https://elsewhere.example/hook", "contact_tag_added");
        api.post(
                "/import/bulk_import",
                "{\"contacts\":[{\"email\":\"jane@example.org\",\"tags\":[\"Donor\"]},{\"email\":\"j@example.org\"}]}");
        assertThat(inspect("/_inspect/batches").at("/items/0/succeeded")).isEqualTo("0");
        clock.advanceMillis(60_000);
        tag(1, 7);

        assertThat(inspect("/_inspect/batches").at("/items/0/status")).isEqualTo("completed");
        assertThat(inspect("/_inspect/batches").at("/items/0/created")).isEqualTo("2");
        assertThat(inspect("/_inspect/automations").at("/total")).isEqualTo("2");
        assertThat(inspect("/_inspect/automations").at("/items/1/cause")).isEqualTo("api");
        assertThat(inspect("/_inspect/deliveries").at("/items/0/event")).isEqualTo("contact_tag_added");
        assertThat(inspect("/_inspect/tags").json().at("/items")).hasSize(4);
    }

    @Test
    void answersCarryTheHeadersOfTheRealService() {
        var reply = api.get("/tags");

        assertThat(reply.header("Content-Type")).isEqualTo("application/json");
        assertThat(reply.header("Transfer-Encoding")).isEqualTo("chunked");
        assertThat(reply.header("X-Request-Id")).hasSize(36);
        assertThat(reply.header("Set-Cookie")).startsWith("PHPSESSID=");
        assertThat(reply.header("Cache-Control")).contains("no-store");
        assertThat(reply.header("Access-Control-Allow-Origin")).isNull();
        assertThat(sync("jane@example.org").header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
    }

    private Caller.Reply inspect(String path) {
        return change("GET", path, null);
    }

    private Caller.Reply change(String method, String path, String body) {
        return api.send(method, path, body);
    }
}
