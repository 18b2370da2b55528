package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContactsIT extends Unlimited {
    @Test
    void theTestCallNamesTheUser() {
        assertThat(api.get("/users/me").at("/user/id")).isEqualTo("1");
    }

    @Test
    void ofParametersThatItDoesNotKnowTheServerTakesNoNotice() {
        sync("jane@example.org");
        sync("john@example.org");
        server.settings("{\"switches\":{\"ignoredParameters\":[\"email\",\"include\"]}}");

        var answer = api.get("/contacts?email=john@example.org&include=contactTags&limit=1");

        assertThat(answer.at("/contacts/0/email")).isEqualTo("jane@example.org");
        assertThat(answer.json().has("contactTags")).isFalse();
        assertThat(answer.at("/meta/total")).isEqualTo("2");
    }

    @Test
    void anUpsertCreatesWith201AndUpdatesWith200() {
        var created = api.post("/contact/sync", """
                {"contact":{"email":"jane@example.org","firstName":"Jane","fieldValues":[{"field":"1","value":"77"}]}}""");
        clock.advanceMillis(5_000);
        var updated = api.post("/contact/sync", "{\"contact\":{\"email\":\"JANE@example.org\",\"lastName\":\"Doe\"}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().at("/contact/email_empty").isBoolean()).isTrue();
        assertThat(created.at("/contact/cdate")).isEqualTo(created.at("/contact/udate"));
        assertThat(created.at("/fieldValues/0/value")).isEqualTo("77");
        assertThat(created.json().at("/contact/fieldValues/0").isTextual()).isTrue();
        assertThat(updated.status()).isEqualTo(200);
        assertThat(updated.at("/contact/id")).isEqualTo(created.at("/contact/id"));
        assertThat(updated.at("/contact/email")).isEqualTo("jane@example.org");
        assertThat(updated.at("/contact/firstName")).isEqualTo("Jane");
        assertThat(updated.at("/contact/lastName")).isEqualTo("Doe");
        assertThat(updated.at("/contact/udate")).isNotEqualTo(updated.at("/contact/cdate"));
        assertThat(updated.json().has("fieldValues")).isFalse();
        assertThat(updated.json().at("/contact/links").size()).isEqualTo(18);
    }

    @Test
    void anUpsertIgnoresUnknownFieldsSilentlyAndClearsByAnEmptyValue() {
        sync("jane@example.org");
        api.post("/contact/sync", """
                {"contact":{"email":"jane@example.org",
                 "fieldValues":[{"field":"2","value":"Dr."},{"field":"PREFIX","value":"x"},{"field":"4711","value":"x"}]}}""");
        assertThat(server.contact("jane@example.org").orElseThrow().fields())
                .containsOnlyKeys("PREFIX")
                .containsValue("Dr.");

        api.post(
                "/contact/sync",
                "{\"contact\":{\"email\":\"jane@example.org\",\"fieldValues\":[{\"field\":\"2\",\"value\":\"\"}]}}");

        assertThat(server.contact("jane@example.org").orElseThrow().fields()).isEmpty();
    }

    @Test
    void anUpsertWithoutOrWithAnImpossibleAddressIsRefused() {
        var without = api.post("/contact/sync", "{\"contact\":{\"firstName\":\"Jane\"}}");
        var impossible = sync("jane@example");

        assertThat(without.status()).isEqualTo(400);
        assertThat(without.at("/errors/0/detail")).isEqualTo("Contact email must be provided for sync");
        assertThat(impossible.status()).isEqualTo(422);
        assertThat(impossible.at("/errors/0/code")).isEqualTo("email_invalid");
        assertThat(server.contactCount()).isZero();
    }

    @Test
    void thePluralSpellingOfSyncIsAPlainCreate() {
        sync("jane@example.org");

        var plural = api.post("/contacts/sync", "{\"contact\":{\"email\":\"jane@example.org\"}}");

        assertThat(plural.status()).isEqualTo(422);
        assertThat(plural.at("/errors/0/code")).isEqualTo("duplicate");
        assertThat(plural.at("/errors/0/source/pointer")).isEqualTo("/data/attributes/email");
    }

    @Test
    void anAddressChangesOnlyByIdAndNotIntoThatOfAnother() {
        sync("jane@example.org");
        sync("john@example.org");

        var taken = api.put("/contacts/1", "{\"contact\":{\"email\":\"John@example.org\"}}");
        var changed = api.put("/contacts/1", "{\"contact\":{\"email\":\"jane.doe@example.org\"}}");

        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.at("/errors/0/code")).isEqualTo("duplicate");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(server.contact("jane@example.org")).isEmpty();
        assertThat(server.contact("jane.doe@example.org").orElseThrow().id()).isEqualTo("1");
    }

    @Test
    void whatIsNotThereIs404InTwoWordings() {
        assertThat(api.get("/contacts/4").at("/message")).isEqualTo("No Result found for Subscriber with id 4");
        assertThat(api.delete("/contacts/4").at("/message")).isEqualTo("No result found for contact with id 4");
        assertThat(api.get("/contacts/4/contactTags").status()).isEqualTo(404);
        assertThat(api.get("/nothing/like/that").status()).isEqualTo(404);
    }

    @Test
    void aDeletedContactIsGoneWithItsTagsAndItsIdIsNotUsedAgain() {
        server.addContact("jane@example.org", "Donor");

        assertThat(api.delete("/contacts/1").text()).isEqualTo("{}");

        assertThat(api.get("/contacts/1").status()).isEqualTo(404);
        assertThat(server.tagged("Donor")).isZero();
        assertThat(sync("jane@example.org").at("/contact/id")).isEqualTo("2");
    }

    @Test
    void aPlusThatIsNotEncodedIsABlankAndFindsNothing() {
        sync("jane+box@example.org");

        assertThat(api.get("/contacts?email=jane+box@example.org").at("/meta/total"))
                .isEqualTo("0");
        assertThat(api.get("/contacts?email=jane%2Bbox@example.org").at("/contacts/0/email"))
                .isEqualTo("jane+box@example.org");
    }

    @Test
    void aMisspeltFilterReturnsSomebodyElse() {
        sync("anna@example.org");
        sync("jane@example.org");

        var found = api.get("/contacts?mail=jane@example.org&tagId=7");

        assertThat(found.at("/contacts/0/email")).isEqualTo("anna@example.org");
        assertThat(found.at("/meta/total")).isEqualTo("2");
        assertThat(found.json().at("/meta/page_input/tagid").asInt()).isZero();
    }

    @Test
    void thePageEchoesTheFiltersThatWereUnderstood() {
        var meta =
                api.get("/contacts?tagid=7&limit=1000&offset=3&status=1").json().at("/meta");

        assertThat(meta.at("/page_input/tagid").asInt()).isEqualTo(7);
        assertThat(meta.at("/page_input/limit").asInt()).isEqualTo(100);
        assertThat(meta.at("/page_input/offset").asInt()).isEqualTo(3);
        assertThat(meta.at("/page_input/status").asInt()).isEqualTo(1);
        assertThat(meta.at("/total").isTextual()).isTrue();
    }

    @Test
    void theDefaultOrderIsByAddress() {
        for (var name : List.of("m", "z", "a")) {
            sync(name + "@example.org");
        }

        assertThat(ids(api.get("/contacts").json())).containsExactly("3", "1", "2");
        assertThat(ids(api.get("/contacts?orders[id]=ASC").json())).containsExactly("1", "2", "3");
        assertThat(ids(api.get("/contacts?orders%5Bid%5D=DESC&limit=2").json())).containsExactly("3", "2");
        assertThat(ids(api.get("/contacts?orders[email]=desc&offset=1").json())).containsExactly("1", "3");
    }

    @Test
    void aWalkOverATagByIdMeetsEverybodyOnceWithTheAssociations() {
        for (int i = 0; i < 250; i++) {
            server.addContact("person%d@example.org".formatted(i), i % 2 == 0 ? "Current member" : "Donor");
        }
        var seen = new ArrayList<String>();
        var last = "0";

        while (true) {
            var page = api.get("/contacts?tagid=7&orders[id]=ASC&limit=100&include=contactTags&id_greater=" + last)
                    .json();
            if (page.at("/contacts").isEmpty()) {
                break;
            }
            assertThat(page.at("/contactTags").size())
                    .isEqualTo(page.at("/contacts").size());
            assertThat(page.at("/contactTags/0/contact").asText())
                    .isEqualTo(page.at("/contacts/0/id").asText());
            assertThat(page.at("/contacts/0/contactTags/0")).isEqualTo(page.at("/contactTags/0/id"));
            seen.addAll(ids(page));
            last = seen.get(seen.size() - 1);
        }

        assertThat(seen).hasSize(125).doesNotHaveDuplicates();
    }

    @Test
    void filtersMayBeCombined() {
        server.addContact("anna@example.org", "Donor");
        server.addContact("berta@example.org", "Donor", "Current member");
        server.addContact("carla@example.com", "Current member");

        assertThat(ids(api.get("/contacts?tagid=7&email_like=.org").json())).containsExactly("2");
        assertThat(ids(api.get("/contacts?ids[]=1&ids[]=3&ids[]=99").json())).containsExactly("1", "3");
        assertThat(ids(api.get("/contacts?tagid=9&email=carla@example.com").json()))
                .isEmpty();
        assertThat(ids(api.get("/contacts?tagid=4711").json())).isEmpty();
        assertThat(ids(api.get("/contacts?search=BERTA").json())).containsExactly("2");
        assertThat(ids(api.get("/contacts?orders[id]=ASC&id_greater=1&id_less=3")
                        .json()))
                .containsExactly("2");
        assertThat(ids(api.get("/contacts?filters[created_before]=2000-01-01").json()))
                .isEmpty();
    }

    @Test
    void tagsFieldsAndListsAreSideLoadedOnRequest() {
        server.addContact("jane@example.org", "Donor");
        api.post("/fieldValues", "{\"fieldValue\":{\"contact\":\"1\",\"field\":\"2\",\"value\":\"Dr.\"}}");
        api.post("/contactLists", "{\"contactList\":{\"list\":\"1\",\"contact\":\"1\",\"status\":1}}");

        var page = api.get("/contacts?include=contactTags.tag,fieldValues,contactLists")
                .json();

        assertThat(page.at("/tags/0/tag").asText()).isEqualTo("Donor");
        assertThat(page.at("/fieldValues/0/value").asText()).isEqualTo("Dr.");
        assertThat(page.at("/contactLists/0/status").asInt()).isEqualTo(1);
        assertThat(page.at("/contacts/0/fieldValues/0")).isEqualTo(page.at("/fieldValues/0/id"));
        assertThat(api.get("/contacts/1").json().has("contactTags")).isFalse();
    }

    @Test
    void fieldsAreFoundByTheirPersonalisationTagAndWrittenById() {
        server.addContact("jane@example.org");

        assertThat(api.get("/fields?limit=100").at("/fields/0/perstag")).isEqualTo("CUSTOMER_NO");
        assertThat(api.get("/fields?filters[perstag]=PREFIX").at("/fields/0/id"))
                .isEqualTo("2");
        var byName =
                api.post("/fieldValues", "{\"fieldValue\":{\"contact\":\"1\",\"field\":\"PREFIX\",\"value\":\"Dr.\"}}");
        assertThat(byName.status()).isEqualTo(422);
        assertThat(byName.text()).contains("Field id not valid");
    }

    @Test
    void aListStatusOutsideTheChoicesIsRefused() {
        server.addContact("jane@example.org");

        var refused = api.post("/contactLists", "{\"contactList\":{\"list\":1,\"contact\":1,\"status\":7}}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("The value you selected is not a valid choice.");
        assertThat(api.get("/lists").at("/lists/0/name")).isEqualTo("Newsletter");
        assertThat(api.get("/contacts/1/contactLists").json().at("/contactLists"))
                .isEmpty();
    }

    @Test
    void beyondTheContactLimitNobodyIsCreated() {
        server.addContact("jane@example.org");
        server.contactLimit(1);

        assertThat(sync("john@example.org").status()).isEqualTo(422);
        assertThat(sync("jane@example.org").status()).isEqualTo(200);
    }

    @Test
    void brokenJsonAndAMissingWrapperAre400() {
        assertThat(api.post("/contact/sync", "{\"contact\":").status()).isEqualTo(400);
        assertThat(api.post("/contact/sync", "{\"email\":\"jane@example.org\"}").status())
                .isEqualTo(400);
    }

    private static List<String> ids(JsonNode page) {
        return page.at("/contacts").findValuesAsText("id").stream().toList();
    }
}
