package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReadingTest {

    @Test
    void idsMayBeTextOrNumber() {
        assertThat(Reading.contact(json("{\"contact\":{\"id\":16,\"email\":\"a@example.org\"}}"), "a@example.org"))
                .isEqualTo(16);
        assertThat(Reading.contact(json("{\"contact\":{\"id\":\"16\",\"email\":\"A@example.org\"}}"), "a@example.org"))
                .isEqualTo(16);
        assertThat(Reading.association(json("{\"contactTag\":{\"id\":4,\"contact\":16,\"tag\":7}}"), 16, "7"))
                .isEqualTo(4);
    }

    @Test
    void anAnswerAboutSomebodyElseIsRefused() {
        assertThatThrownBy(() ->
                        Reading.contact(json("{\"contact\":{\"id\":1,\"email\":\"b@example.org\"}}"), "a@example.org"))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageNotContaining("@");
        assertThatThrownBy(() -> Reading.association(
                        json("{\"contactTag\":{\"id\":4,\"contact\":\"17\",\"tag\":\"7\"}}"), 16, "7"))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.association(
                        json("{\"contactTag\":{\"id\":4,\"contact\":\"16\",\"tag\":\"8\"}}"), 16, "7"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void associationsOfOtherContactsAreNotTakenForTheContacts() {
        var contacts = Reading.contacts(json("""
                {"contactTags":[{"contact":"16","tag":"471","id":"1"},{"contact":"17","tag":"7","id":"2"},
                  {"contact":16,"tag":7,"id":3}],
                 "contacts":[{"id":"16","email":"a@example.org"}]}"""));

        assertThat(contacts).hasSize(1);
        assertThat(contacts.get(0).association("7")).hasValue(3);
        assertThat(contacts.get(0).association("8")).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotTellTheTagsIsNotComplete() {
        assertThat(contact("{\"contacts\":[{\"id\":\"1\",\"email\":\"a@example.org\"}]}")
                        .complete())
                .isFalse();
        assertThat(contact("{\"contactTags\":null,\"contacts\":[{\"id\":\"1\",\"email\":\"a@example.org\"}]}")
                        .complete())
                .isFalse();
        assertThat(contact("{\"contactTags\":[],\"contacts\":[{\"id\":\"1\",\"contactTags\":[\"4544\"]}]}")
                        .complete())
                .isFalse();
        assertThat(contact("{\"contacts\":[{\"id\":\"1\",\"contactTags\":[]}]}").complete())
                .isTrue();
        assertThat(contact("""
                        {"contactTags":[{"contact":1,"tag":"7","id":4544}],
                         "contacts":[{"id":1,"contactTags":["4544"]}]}""").complete()).isTrue();
        assertThat(Reading.contacts(json("{\"contacts\":[],\"meta\":{\"total\":\"0\"}}")))
                .isEmpty();
        assertThat(Reading.contacts(json("{\"contacts\":[]}"))).isEmpty();
    }

    @Test
    void aContactWithoutAnAddressDoesNotSpoilThePage() {
        var contacts = Reading.contacts(json("""
                {"contactTags":[{"contact":"1","tag":"7","id":"3"},{"contact":null,"tag":"7","id":"4"},
                  {"tag":"7","id":"5"},{"contact":"2","tag":7,"id":"6"}],
                 "contacts":[{"id":"1","email":null,"phone":"312"},{"id":"2","email":"b@example.org"}]}"""));

        assertThat(contacts).extracting(TaggedContact::email).containsExactly("", "b@example.org");
        assertThat(contacts.get(1).association("7")).hasValue(6);
        assertThat(contacts.get(0).association("7")).hasValue(3);
    }

    @Test
    void rowsThatNobodyCanTakeForTheRightOnesAreNotAnAnswer() {
        assertThatThrownBy(() -> Reading.contacts(json("{\"contacts\":[{\"id\":\"x\"}]}")))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.contacts(json("{\"contacts\":{\"id\":\"1\"}}")))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.contacts(json("{\"message\":\"ok\"}")))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.contacts(json("""
                        {"contactTags":[{"contact":"1","tag":"7","id":null}],"contacts":[{"id":"1"}]}"""))).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void pagesOfAWalkMustGoOnWhereTheLastEnded() {
        var contacts = Reading.contacts(json("{\"contactTags\":[],\"contacts\":[{\"id\":\"5\"},{\"id\":\"9\"}]}"));

        assertThat(Reading.goesOn(contacts, 4)).isTrue();
        assertThat(Reading.goesOn(List.of(), 4)).isTrue();
        assertThat(Reading.goesOn(contacts, 5)).isFalse();
        assertThat(Reading.goesOn(List.of(contacts.get(1), contacts.get(0)), 0)).isFalse();
    }

    @Test
    void theTagsOfOneContactAreThoseThatNameIt() {
        assertThat(Reading.taggings(json("""
                        {"contactTags":[{"contact":"16","tag":"7","id":"1"},{"contact":"17","tag":"8","id":"2"}]}"""), 16, "contactTags")).containsExactly(new TaggedContact.Tagging(1, "7"));
        assertThatThrownBy(() -> Reading.taggings(json("{}"), 16, "contactTags"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void theIdOfAnAssociationIsReadBesideEverythingElse() {
        assertThat(Reading.association(
                        json("{\"contacts\":[{\"id\":\"3\"}],\"contactTag\":{\"id\":\"4\",\"contact\":null}}"),
                        16,
                        "7"))
                .isEqualTo(4);
        assertThatThrownBy(() -> Reading.association(json("{\"contactTags\":[{\"id\":\"4\"}]}"), 16, "7"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void anImportIsKnownByItsBatchId() {
        assertThat(Reading.batchId(json("{\"success\":1,\"batchId\":\"b\"}"))).isEqualTo("b");
        assertThat(Reading.batchId(json("{\"Success\":5,\"batchId\":\"b\"}"))).isEqualTo("b");
        assertThatThrownBy(() -> Reading.batchId(json("{\"success\":1,\"batchId\":null}")))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.batchId(json("{\"success\":1}")))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void theStateOfABatchMayBeFalse() {
        assertThat(Reading.progress(json("{\"status\":false}")).status()).isEqualTo(ImportProgress.Status.UNSEEN);
        assertThat(Reading.progress(json("{\"status\":null}")).status()).isEqualTo(ImportProgress.Status.UNSEEN);
        assertThat(Reading.progress(json("{\"status\":\"paused\"}")).status()).isEqualTo(ImportProgress.Status.WAITING);
        assertThat(Reading.progress(json("{\"status\":\"completed\",\"success\":[],\"failure\":[\"X@Example.org\"]}")))
                .isEqualTo(new ImportProgress(ImportProgress.Status.COMPLETED, Set.of("x@example.org")));
    }

    @Test
    void whoFailedIsReadWhateverItsForm() {
        assertThat(failed("null")).isEmpty();
        assertThat(failed("[]")).isEmpty();
        assertThat(failed("\"\"")).isEmpty();
        assertThat(failed("\" X@example.org \"")).containsExactly("x@example.org");
        assertThat(failed("[\" X@example.org \"]")).containsExactly("x@example.org");
        assertThat(failed("[{\"email\":\"x@example.org\",\"reason\":\"no\"}]")).containsExactly("x@example.org");
        assertThat(failed("{\"0\":\"x@example.org\"}")).containsExactly("x@example.org");
        assertThat(Reading.progress(json("{\"status\":\"completed\"}")).failed())
                .isEmpty();
        assertThatThrownBy(() -> failed("[17]")).isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> failed("[{\"address\":\"x@example.org\"}]"))
                .isInstanceOf(UnreadableAnswerException.class)
                .hasMessageNotContaining("@");
    }

    @Test
    void aTagIsTheOneThatWasAskedFor() {
        assertThat(Reading.tag(json("{\"tag\":{\"id\":7,\"tag\":\"A\",\"subscriber_count\":\"12\"}}"), "7"))
                .hasValue(new TagView("7", "A", 12));
        assertThat(Reading.tag(json("{\"tag\":{\"id\":\"7\",\"tag\":\"A\",\"subscriber_count\":null}}"), "7"))
                .hasValue(new TagView("7", "A", TagView.NOT_KNOWN));
        assertThat(Reading.tag(json("{\"tag\":{\"id\":\"7\",\"tag\":\"A\",\"deleted\":\"1\"}}"), "7"))
                .isEmpty();
        assertThatThrownBy(() -> Reading.tag(json("{\"tag\":{\"id\":\"8\",\"tag\":\"A\"}}"), "7"))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> Reading.tag(json("{\"tag\":{\"id\":\"7\",\"tag\":null}}"), "7"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void fieldsThatCannotBeNamedAreLeftOut() {
        assertThat(Reading.fields(json("""
                        {"fieldOptions":[],"fields":[{"id":2,"perstag":"SEAT","title":"Seat"},{"id":"3","perstag":null},
                          {"perstag":"LOST"},{"id":"4","perstag":"ROW","title":null}],"meta":{"total":4}}""")))
                .containsExactly(new FieldView("2", "SEAT", "Seat"), new FieldView("4", "ROW", ""));
    }

    @Test
    void howAnAddressStandsIsReadOfTheRightContact() {
        assertThat(Reading.standing(json("{\"contacts\":[]}"), "a@example.org")).isEqualTo(Standing.ABSENT);
        assertThat(Reading.standing(
                        json("{\"contacts\":[{\"email\":\"A@example.org\",\"bounced_hard\":1}]}"), "a@example.org"))
                .isEqualTo(Standing.BOUNCED);
        assertThat(Reading.standing(
                        json("{\"contacts\":[{\"email\":\"a@example.org\",\"bounced_hard\":null}]}"), "a@example.org"))
                .isEqualTo(Standing.PRESENT);
        assertThatThrownBy(() -> Reading.standing(json("{\"contacts\":[{\"email\":null}]}"), "a@example.org"))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void onlyTagsForContactsThatCanBeNamedCount() {
        assertThat(Reading.tags(json("""
                        {"tags":[{"tagType":"contact","tag":"A","id":"1","subscriber_count":"0"},
                          {"tagType":"template","tag":"B","id":"2"},{"tag":"C","id":3,"subscriber_count":4},
                          {"tagType":"contact","tag":null,"id":"4"},{"tagType":"contact","tag":"D","id":null},
                          {"tagType":"contact","tag":"E","id":"5","deleted":"1"}]}"""))).containsExactly(new TagView("1", "A", 0), new TagView("3", "C", 4));
    }

    @Test
    void valuesOfAQueryAreEncoded() {
        String path = new Request.Query("/contacts")
                .with("email", "a+b c@example.org")
                .build();

        assertThat(path).isEqualTo("/contacts?email=a%2Bb%20c%40example.org");
        assertThat(Request.get(path)).hasToString("GET /contacts");
    }

    private static TaggedContact contact(String answer) {
        return Reading.contacts(json(answer)).get(0);
    }

    private static Set<String> failed(String failure) {
        return Reading.progress(json("{\"status\":\"completed\",\"failure\":%s}".formatted(failure)))
                .failed();
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
