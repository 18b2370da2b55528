package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LimitsIT {
    private static final String PAIR =
            "{\"contacts\":[{\"email\":\"jane@example.org\"},{\"email\":\"john@example.org\"}]}";
    private static final String SINGLE = "{\"contacts\":[{\"email\":\"jane@example.org\"}]}";

    private final HandClock clock = new HandClock();
    private final Prospect2Server server = Prospect2Server.builder()
            .fast()
            .clock(clock)
            .settings("{\"limits\":{\"retryAfter\":\"PT30S\"}}")
            .start();
    private final Caller api = new Caller(server);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theSixthRequestOfASecondIs429UntilTheBlockIsOver() {
        for (int i = 0; i < 5; i++) {
            var reply = api.get("/tags");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.header("RateLimit-Limit")).isNull();
        }

        var refused = api.get("/tags");
        clock.advanceMillis(20_000);
        var blocked = api.get("/users/me");
        clock.advanceMillis(10_000);
        var free = api.get("/tags");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("30");
        assertThat(refused.header("RateLimit-Limit")).isEqualTo("5");
        assertThat(refused.header("RateLimit-Remaining")).isEqualTo("0");
        assertThat(refused.at("/errors/0/title")).isEqualTo("429 Too Many Requests");
        assertThat(blocked.status()).isEqualTo(429);
        assertThat(blocked.header("Retry-After")).isEqualTo("10");
        assertThat(free.status()).isEqualTo(200);
    }

    @Test
    void aStormIsRefusedFromTheSixthOnAndHasNoEffect() {
        var storm = IntStream.range(0, 40)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> api.post("/contact/sync", "{\"contact\":{\"email\":\"p%d@example.org\"}}".formatted(i))
                                .status()))
                .toList();

        assertThat(storm.stream().map(CompletableFuture::join).filter(status -> status == 201))
                .hasSize(5);
        assertThat(server.contactCount()).isEqualTo(5);
        assertThat(server.quota().peakPerSecond()).isEqualTo(40);
        assertThat(server.quota().refused()).isEqualTo(35);
        assertThat(server.quota().blocked()).isTrue();
    }

    @Test
    void theWaitIsToldInTheTimeOfTheClient() {
        server.timeScale(10);
        for (int i = 0; i < 50; i++) {
            api.get("/tags");
        }

        assertThat(api.get("/tags").header("Retry-After")).isEqualTo("3");
        clock.advanceMillis(3_000);
        assertThat(api.get("/tags").status()).isEqualTo(200);
    }

    @Test
    void theHeadersOfTheLimitMayBeMissingOrAlwaysThere() {
        server.settings("{\"switches\":{\"retryAfterMissing\":true,\"rateHeadersAlways\":true}}");
        assertThat(api.get("/tags").header("RateLimit-Remaining")).isEqualTo("4");
        for (int i = 0; i < 4; i++) {
            api.get("/tags");
        }

        var refused = api.get("/tags");

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isNull();
    }

    @Test
    void theBulkLimitAnswers400AndCountsSinglesApart() {
        var accepted = 0;
        for (int i = 0; i < 22; i++) {
            clock.advanceMillis(300);
            accepted += api.post("/import/bulk_import", SINGLE).status() == 200 ? 1 : 0;
        }
        clock.advanceMillis(1_000);
        var refused = api.post("/import/bulk_import", SINGLE);
        var several = api.post("/import/bulk_import", PAIR);

        assertThat(accepted).isEqualTo(20);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/message")).isEqualTo("Rate limit exceeded.");
        assertThat(refused.json().at("/failureReasons/0").isTextual()).isTrue();
        assertThat(several.status()).isEqualTo(200);
    }

    @Test
    void aHundredImportsOfSeveralPassInAMinute() {
        var accepted = 0;
        for (int i = 0; i < 101; i++) {
            clock.advanceMillis(300);
            accepted += api.post("/import/bulk_import", PAIR).status() == 200 ? 1 : 0;
        }

        assertThat(accepted).isEqualTo(100);
        assertThat(server.quota().peakBulkPerMinute()).isEqualTo(101);
        clock.advanceMillis(60_000);
        assertThat(api.post("/import/bulk_import", PAIR).status()).isEqualTo(200);
    }

    @Test
    void throttlingComesBeforeTheContentIsLookedAt() {
        server.settings("{\"limits\":{\"bulkPerMinute\":0}}");

        assertThat(api.post("/import/bulk_import", "{\"contacts\":[").at("/message"))
                .isEqualTo("Rate limit exceeded.");
    }

    @Test
    void bulkImportsCountAsRequestsUnlessSwitched() {
        for (int i = 0; i < 5; i++) {
            api.post("/import/bulk_import", PAIR);
        }
        assertThat(api.get("/tags").status()).isEqualTo(429);

        clock.advanceMillis(60_000);
        server.settings("{\"switches\":{\"bulkCountsAsRequest\":false}}");
        for (int i = 0; i < 6; i++) {
            assertThat(api.post("/import/bulk_import", PAIR).status()).isEqualTo(200);
        }
        assertThat(api.get("/tags").status()).isEqualTo(200);
    }

    @Test
    void aWrongKeyIs403AndCostsNothing() {
        var stranger = new Caller(server, "wrong");
        for (int i = 0; i < 10; i++) {
            var refused = stranger.get("/users/me");
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.at("/message")).isEqualTo("Forbidden");
        }

        assertThat(api.get("/users/me").status()).isEqualTo(200);
        server.key("rotated");
        assertThat(api.get("/users/me").status()).isEqualTo(403);
    }
}
