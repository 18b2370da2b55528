package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsIT extends Unlimited {
    private static final String JANE = "{\"contact\":{\"email\":\"jane@example.org\"}}";

    @Test
    void aStatusComesNTimesAndThenTheRealAnswer() {
        server.fault("{\"kind\":\"STATUS\",\"route\":\"POST /contact/sync\",\"status\":502,\"times\":2}");

        assertThat(sync("jane@example.org").status()).isEqualTo(502);
        assertThat(sync("jane@example.org").status()).isEqualTo(502);
        assertThat(server.contactCount()).isZero();
        assertThat(sync("jane@example.org").status()).isEqualTo(201);
    }

    @Test
    void aFalse403LooksLikeTheRealOne() {
        server.fault("{\"kind\":\"STATUS\",\"status\":403}");

        assertThat(api.get("/tags").text()).isEqualTo("{\"message\":\"Forbidden\"}");
        assertThat(api.get("/tags").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(Errors.Shape.class)
    void everyShapeOfAnErrorCanBeOrdered(Errors.Shape shape) {
        server.fault("{\"kind\":\"STATUS\",\"status\":422,\"shape\":\"%s\"}".formatted(shape));

        var reply = api.get("/tags");

        assertThat(reply.status()).isEqualTo(422);
        var key =
                switch (shape) {
                    case E1 -> "errors";
                    case E2 -> "message";
                    case E3 -> "error";
                    case E4 -> "failureReasons";
                    case E5 -> "result_message";
                };
        assertThat(reply.json().has(key)).isTrue();
    }

    @Test
    void aBodyOfOnesOwnPutsTheWrongContactUnderAnAddress() {
        server.fault("{\"kind\":\"STATUS\",\"status\":200,\"body\":\"{\\\"contacts\\\":[{\\\"id\\\":\\\"9\\\"}]}\"}");

        assertThat(api.get("/contacts?email=jane@example.org").at("/contacts/0/id"))
                .isEqualTo("9");
    }

    @Test
    void theConnectionMayBreakBeforeTheEffect() {
        server.fault("{\"kind\":\"RESET\"}");

        assertThatThrownBy(() -> api.sendOrFail("POST", "/api/3/contact/sync", JANE))
                .isInstanceOf(IOException.class);

        assertThat(server.contactCount()).isZero();
    }

    @Test
    void theConnectionMayBreakAfterTheEffect() {
        server.fault("{\"kind\":\"RESET\",\"afterEffect\":true}");

        assertThatThrownBy(() -> api.sendOrFail("POST", "/api/3/contact/sync", JANE))
                .isInstanceOf(IOException.class);

        assertThat(server.contactCount()).isEqualTo(1);
        assertThat(server.requests()).singleElement().satisfies(request -> assertThat(request.fault())
                .isEqualTo("RESET"));
    }

    @Test
    void anAnswerMayBeCutHtmlOrEmpty() {
        server.fault("{\"kind\":\"TRUNCATED\"}");
        server.fault("{\"kind\":\"HTML\"}");
        server.fault("{\"kind\":\"EMPTY\"}");

        var cut = api.get("/tags");
        var html = api.get("/tags");
        var empty = api.get("/tags");

        assertThat(cut.status()).isEqualTo(200);
        assertThatThrownBy(cut::json).hasRootCauseInstanceOf(JsonProcessingException.class);
        assertThat(html.status()).isEqualTo(200);
        assertThat(html.header("Content-Type")).startsWith("text/html");
        assertThat(empty.status()).isEqualTo(200);
        assertThat(empty.text()).isEmpty();
    }

    @Test
    void aDelayedAnswerHoldsUpNobodyElse() {
        server.fault("{\"kind\":\"DELAY\",\"route\":\"GET /tags\",\"delay\":\"PT0.6S\"}");
        var start = System.nanoTime();

        var late = CompletableFuture.supplyAsync(() -> api.get("/tags"));
        while (server.requestCount("GET /tags") == 0) {
            Thread.onSpinWait();
        }
        assertThat(api.get("/fields").status()).isEqualTo(200);
        assertThat(late).isNotDone();

        assertThat(late.join().status()).isEqualTo(200);
        assertThat(System.nanoTime() - start).isGreaterThan(600_000_000L);
    }

    @Test
    void anAnswerLostAfterABulkImportLeavesTheBatchQueued() {
        server.fault("{\"kind\":\"RESET\",\"route\":\"POST /import/bulk_import\",\"afterEffect\":true}");

        assertThatThrownBy(() -> api.sendOrFail(
                        "POST", "/api/3/import/bulk_import", "{\"contacts\":[{\"email\":\"jane@example.org\"}]}"))
                .isInstanceOf(IOException.class);
        clock.advanceMillis(60_000);

        assertThat(server.contact("jane@example.org")).isPresent();
    }

    @Test
    void aThrottlingFromOutsideNamesItsWait() {
        server.fault("{\"kind\":\"STATUS\",\"status\":429,\"retryAfter\":7}");

        var refused = api.get("/tags");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("7");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
    }
}
