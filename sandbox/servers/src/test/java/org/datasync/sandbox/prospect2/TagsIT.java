package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TagsIT extends Unlimited {
    @Test
    void theSeedHasTheTagsOfTheProduct() {
        assertThat(api.get("/tags/7").at("/tag/tag")).isEqualTo("Current member");
        assertThat(api.get("/tags?search=season%20subscriber%202026-27").at("/tags/0/id"))
                .isEqualTo("8");
    }

    @Test
    void aSearchFindsEveryNameThatContainsTheText() {
        server.seed("{\"neighbours\":{\"Current member\":150}}");

        var first = api.get("/tags?search=current%20member&limit=100").json();
        var second = api.get("/tags?search=current+member&limit=100&offset=100").json();

        assertThat(first.at("/tags")).hasSize(100);
        assertThat(second.at("/tags")).hasSize(51);
        assertThat(first.at("/meta/total").asText()).isEqualTo("151");
        assertThat(api.get("/tags").json().at("/tags")).hasSize(20);
    }

    @Test
    void aSearchFilterWithoutOperatorDoesNotFilter() {
        assertThat(api.get("/tags?filters[search]=Donor").at("/meta/total")).isEqualTo("4");
        assertThat(api.get("/tags?filters[search][eq]=donor").at("/meta/total")).isEqualTo("1");
        assertThat(api.get("/tags?filters[search][starts_with]=l").at("/tags/0/tag"))
                .isEqualTo("Lapsed member");
    }

    @Test
    void aNewTagIs201AndAnExistingOne200WhateverItsCase() {
        var created = create("Patron");
        var again = create("PATRON");

        assertThat(created.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/tag/id")).isEqualTo(created.at("/tag/id"));
    }

    @Test
    void elsewhereAnExistingTagIsADatabaseError() {
        server.settings("{\"switches\":{\"existingTag\":\"UNPROCESSABLE\"}}");
        assertThat(create("Donor").status()).isEqualTo(422);
        server.settings("{\"switches\":{\"existingTag\":\"SERVER_ERROR\"}}");

        var refused = create("Donor");

        assertThat(refused.status()).isEqualTo(500);
        assertThat(refused.at("/error")).isEqualTo("Duplicate entry 'contact-Donor' for key 'typetag'");
    }

    @Test
    void aTagWithoutTypeExistsButIsNotShown() {
        var created = api.post("/tags", "{\"tag\":{\"tag\":\"Hidden\"}}");

        assertThat(created.status()).isEqualTo(201);
        assertThat(api.get("/tags?search=hidden").at("/meta/total")).isEqualTo("0");
        assertThat(api.get("/tags/" + created.at("/tag/id")).status()).isEqualTo(200);
    }

    @Test
    void aDeletedTagLeavesEverybody() {
        server.addContact("jane@example.org", "Donor", "Current member");

        assertThat(api.delete("/tags/9").text()).isEqualTo("{}");

        assertThat(server.tagsOf("jane@example.org")).containsExactly("Current member");
        assertThat(api.get("/tags/9").at("/message")).isEqualTo("No Result found for Tag with id 9");
    }

    @Test
    void aTagIsAddedOnceAndASecondTimeAnswersTheSame() {
        server.addContact("jane@example.org");

        var first = tag(1, 7);
        clock.advanceMillis(60_000);
        var second = tag(1, 7);

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().has("contacts")).isFalse();
        assertThat(second.status()).isEqualTo(200);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(server.automationStarts()).hasSize(1);
    }

    @Test
    void elsewhereANewAssociationIs200WithTheContact() {
        server.settings("{\"switches\":{\"newContactTagStatus\":200,\"contactTagWithContacts\":true}}");
        server.addContact("jane@example.org");

        var answer = tag(1, 7);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/contacts/0/email")).isEqualTo("jane@example.org");
        assertThat(answer.at("/contactTag/tag")).isEqualTo("7");
    }

    @Test
    void whatCannotBeTaggedIsSaidInDifferentWays() {
        server.addContact("jane@example.org");

        assertThat(tag(2, 7).at("/errors/0/detail")).isEqualTo("Contact not found");
        assertThat(tag(2, 7).status()).isEqualTo(404);
        var name = api.post("/contactTags", "{\"contactTag\":{\"contact\":1,\"tag\":\"Donor\"}}");
        assertThat(name.status()).isEqualTo(422);
        assertThat(name.text()).contains("No tag id provided");
        var missing = api.post("/contactTags", "{\"contactTag\":{\"tag\":7}}");
        assertThat(missing.status()).isEqualTo(422);
        assertThat(missing.at("/errors/0/source/pointer")).isEqualTo("/data/attributes/contact");
        assertThat(api.post("/contactTags", "{}").status()).isEqualTo(400);
    }

    @Test
    void aRemovalTakesTheAssociationNotTheTag() {
        server.addContact("jane@example.org");
        server.addContact("john@example.org", "Donor", "Current member", "Lapsed member");
        var association = tag(1, 7).at("/contactTag/id");

        assertThat(api.delete("/contactTags/7").status()).isEqualTo(404);
        var removed = api.delete("/contactTags/" + association);
        var again = api.delete("/contactTags/" + association);

        assertThat(removed.text()).isEqualTo("{}");
        assertThat(again.status()).isEqualTo(404);
        assertThat(again.at("/message")).isEqualTo("No Result found for SubscriberTag with id " + association);
        assertThat(server.tagsOf("jane@example.org")).isEmpty();
        assertThat(server.tagsOf("john@example.org")).hasSize(3);
    }

    @Test
    void aTagAddedAgainHasANewAssociation() {
        server.addContact("jane@example.org");
        var first = tag(1, 7).at("/contactTag/id");
        api.delete("/contactTags/" + first);

        assertThat(tag(1, 7).at("/contactTag/id")).isNotEqualTo(first);
    }

    @Test
    void theFilterOfAllAssociationsIsIgnoredUnlessSwitchedOn() {
        server.addContact("jane@example.org", "Donor", "Current member");

        assertThat(api.get("/contactTags?filters[tag]=9").at("/meta/total")).isEqualTo("2");
        server.settings("{\"switches\":{\"contactTagFilter\":true}}");
        assertThat(api.get("/contactTags?filters[tag]=9").at("/meta/total")).isEqualTo("1");
        assertThat(api.get("/contacts/1/contactTags").json().at("/contactTags")).hasSize(2);
    }

    @Test
    void referencesAreNumbersInSomeAccounts() {
        server.addContact("jane@example.org");
        assertThat(tag(1, 7).json().at("/contactTag/contact").isTextual()).isTrue();

        server.settings("{\"switches\":{\"numericIds\":true}}");

        var answer = tag(1, 7).json();
        assertThat(answer.at("/contactTag/contact").isInt()).isTrue();
        assertThat(answer.at("/contactTag/id").isTextual()).isTrue();
    }

    @Test
    void tagsInAnUpsertCountOnlyWhereTheyAreKnown() {
        var body = "{\"contact\":{\"email\":\"jane@example.org\",\"tags\":[\"Donor\",\"New\"]}}";

        api.post("/contact/sync", body);
        assertThat(server.tagsOf("jane@example.org")).isEmpty();
        server.settings("{\"switches\":{\"inlineTags\":true}}");
        var answer = api.post("/contact/sync", body);

        assertThat(server.tagsOf("jane@example.org")).containsExactly("Donor", "New");
        assertThat(answer.json().at("/contact").has("tags")).isFalse();
    }

    @Test
    void addressesThatDifferInCaseAreOneContactUnlessSwitched() {
        sync("jane@example.org");
        assertThat(sync("Jane@Example.org").status()).isEqualTo(200);

        server.settings("{\"switches\":{\"exactEmail\":true}}");

        assertThat(sync("Jane@Example.org").status()).isEqualTo(201);
        assertThat(server.contactCount()).isEqualTo(2);
    }

    private Caller.Reply create(String name) {
        return api.post("/tags", "{\"tag\":{\"tag\":\"%s\",\"tagType\":\"contact\"}}".formatted(name));
    }
}
