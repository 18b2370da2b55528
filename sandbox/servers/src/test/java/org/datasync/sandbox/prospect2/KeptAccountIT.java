package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptAccountIT {
    @TempDir
    private Path directory;

    @Test
    void aServerThatIsStartedAgainHasTheSameContactsTagsAndIds() {
        int removed;
        int kept;
        try (var server = start()) {
            server.addTag(20, "Kept tag");
            removed = server.addContact("gone@example.org", "Kept tag");
            kept = server.addContact("Jane@example.org", "Kept tag", "Donor");
            server.deleteContact("gone@example.org");
        }

        try (var server = start()) {
            assertThat(server.contactCount()).isEqualTo(1);
            assertThat(server.contact("jane@example.org")).hasValueSatisfying(contact -> {
                assertThat(contact.id()).isEqualTo(String.valueOf(kept));
                assertThat(contact.email()).isEqualTo("Jane@example.org");
            });
            assertThat(server.tagsOf("jane@example.org")).containsExactlyInAnyOrder("Kept tag", "Donor");
            assertThat(server.addContact("new@example.org")).isGreaterThan(Math.max(removed, kept));
            assertThat(server.addTag("Newer tag")).isEqualTo(21);
        }
    }

    @Test
    void anImportThatWasAcceptedBeforeTheEndHasTakenEffectAndHasItsResult() throws Exception {
        String batch;
        try (var server = start()) {
            batch = new Caller(server)
                    .post("/import/bulk_import", """
                            {"contacts":[{"email":"jane@example.org","first_name":"Jane","tags":["Donor"],
                              "fields":[{"id":2,"value":"Dr."}]}]}""")
                    .json()
                    .path("batchId")
                    .asText();
        }

        try (var server = start()) {
            assertThat(server.tagsOf("jane@example.org")).containsExactly("Donor");
            assertThat(server.contact("jane@example.org").orElseThrow().fields())
                    .containsEntry("PREFIX", "Dr.");
            var info = new Caller(server).get("/import/info?batchId=" + batch).json();
            assertThat(info.path("success")).hasSize(1);
        }
    }

    private Prospect2Server start() {
        return Prospect2Server.builder()
                .fast()
                .file(directory.resolve("account.jsonl"))
                .start();
    }
}
