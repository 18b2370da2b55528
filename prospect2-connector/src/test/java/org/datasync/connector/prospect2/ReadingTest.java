package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
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
    void contactsWithoutTheirTagsAreNoAnswer() {
        assertThatThrownBy(() -> Reading.contacts(json("{\"contacts\":[{\"id\":\"1\",\"email\":\"a@example.org\"}]}")))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThat(Reading.contacts(json("{\"contacts\":[],\"meta\":{\"total\":\"0\"}}")))
                .isEmpty();
    }

    @Test
    void bothSpellingsOfSuccessAndCountsAboveOneAreRead() {
        assertThat(Reading.batchId(json("{\"success\":1,\"batchId\":\"b\"}"))).isEqualTo("b");
        assertThat(Reading.batchId(json("{\"Success\":5,\"batchId\":\"b\"}"))).isEqualTo("b");
        assertThatThrownBy(() -> Reading.batchId(json("{\"success\":0,\"batchId\":\"b\"}")))
                .isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void theStateOfABatchMayBeFalse() {
        assertThat(Reading.progress(json("{\"status\":false}")).status()).isEqualTo(ImportProgress.Status.UNSEEN);
        assertThat(Reading.progress(json("{\"status\":\"completed\",\"success\":[],\"failure\":[\"X@Example.org\"]}")))
                .isEqualTo(new ImportProgress(ImportProgress.Status.COMPLETED, Set.of("x@example.org")));
    }

    @Test
    void onlyTagsForContactsCount() {
        assertThat(Reading.tags(json("""
                {"tags":[{"tagType":"contact","tag":"A","id":"1"},{"tagType":"template","tag":"B","id":"2"}]}"""))).containsExactly(new TagView("1", "A", 0));
    }

    @Test
    void valuesOfAQueryAreEncoded() {
        String path = new Request.Query("/contacts")
                .with("email", "a+b c@example.org")
                .build();

        assertThat(path).isEqualTo("/contacts?email=a%2Bb%20c%40example.org");
        assertThat(Request.get(path)).hasToString("GET /contacts");
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
