package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImportBodyTest {

    @Test
    void keysAreInSnakeCaseAndTheFlagIsAtTheTop() throws IOException {
        var body = new ImportBody(250, 399_999, true);

        body.add(new ContactData("a@example.org", "Ada", null, Map.of("2", "b", "1", "a")), "Member");

        assertThat(new JsonMapper().readTree(body.bytes())).isEqualTo(new JsonMapper().readTree("""
                        {"contacts":[{"email":"a@example.org","first_name":"Ada","tags":["Member"],
                          "fields":[{"id":1,"value":"a"},{"id":2,"value":"b"}]}],"exclude_automations":true}"""));
    }

    @Test
    void anUpdateHasNoTags() throws IOException {
        var body = new ImportBody(250, 399_999, false);

        body.add(new ContactData("a@example.org", null, null, Map.of()), null);

        assertThat(new String(body.bytes(), StandardCharsets.UTF_8))
                .isEqualTo("{\"contacts\":[{\"email\":\"a@example.org\"}],\"exclude_automations\":false}");
    }

    @Test
    void itTakesNoMoreThan250Contacts() {
        var body = new ImportBody(250, 399_999, false);
        for (int i = 0; i < 250; i++) {
            assertThat(body.add(contact("x"), "Member")).isTrue();
        }

        assertThat(body.add(contact("x"), "Member")).isFalse();
        assertThat(body.contacts()).isEqualTo(250);
    }

    @Test
    void itEndsAt399999Bytes() {
        var empty = new ImportBody(250, 399_999, false);
        empty.add(contact(""), "Member");
        int room = 399_999 - empty.bytes().length;

        var full = new ImportBody(250, 399_999, false);
        var tooLarge = new ImportBody(250, 399_999, false);

        assertThat(full.add(contact("x".repeat(room)), "Member")).isTrue();
        assertThat(full.bytes()).hasSize(399_999);
        assertThat(tooLarge.add(contact("x".repeat(room + 1)), "Member")).isFalse();
    }

    @Test
    void bytesAreCountedNotCharacters() {
        var body = new ImportBody(250, 2_000, false);
        assertThat(body.add(contact("\u00e9".repeat(900)), "Member")).isTrue();

        assertThat(body.add(contact("e".repeat(900)), "Member")).isFalse();
    }

    private static ContactData contact(String firstName) {
        return new ContactData("a@example.org", firstName, null, Map.of());
    }
}
