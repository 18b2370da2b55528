package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProfileIT {
    @Test
    void theFaithfulProfileAnswersInTheTimeOfTheRealService() {
        try (var server = Prospect2Server.start(0)) {
            var api = new Caller(server);
            api.get("/users/me");

            var start = System.nanoTime();
            api.post("/contact/sync", "{\"contact\":{\"email\":\"jane@example.org\"}}");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(210));
        }
    }

    @Test
    void scaledTimeMakesABatchOfSixSecondsLastATenthOfThat() {
        try (var server =
                Prospect2Server.builder().settings("{\"timeScale\":20}").start()) {
            var api = new Caller(server);

            api.post("/import/bulk_import", "{\"contacts\":[{\"email\":\"jane@example.org\"}]}");
            var start = System.nanoTime();

            await().pollInterval(Duration.ofMillis(10))
                    .untilAsserted(
                            () -> assertThat(server.contact("jane@example.org")).isPresent());
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofMillis(200), Duration.ofSeconds(3));
        }
    }

    @Test
    void anEmptyAccountHasNeitherTagsNorFields() {
        try (var server = Prospect2Server.builder().fast().empty().start()) {
            var api = new Caller(server);

            assertThat(api.get("/tags").at("/meta/total")).isEqualTo("0");
            assertThat(api.get("/fields").at("/meta/total")).isEqualTo("0");
        }
    }

    @Test
    void aTakenPortIsNamed() {
        try (var server = Prospect2Server.start(0)) {
            int port = URI.create(server.url()).getPort();

            assertThatThrownBy(() -> Prospect2Server.start(port))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining(String.valueOf(port));
        }
    }

    @Test
    void aHundredThousandTaggedContactsAreWalkedQuickly() {
        try (var server = Prospect2Server.builder()
                .fast()
                .settings("{\"limits\":{\"requestsPerSecond\":100000}}")
                .start()) {
            for (int i = 0; i < 100_000; i++) {
                server.addContact("person%d@example.org".formatted(i), "Current member");
            }
            var api = new Caller(server);
            api.get("/contacts?tagid=7&orders[id]=ASC&limit=100&include=contactTags");

            var start = System.nanoTime();
            for (int page = 0; page < 50; page++) {
                var reply = api.get(
                        "/contacts?tagid=7&orders[id]=ASC&limit=100&include=contactTags&id_greater=" + (99_900 - page));
                assertThat(reply.json().at("/contacts")).hasSize(100);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }
}
