package org.datasync.platform.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.math.BigInteger;
import java.net.Socket;
import java.util.Comparator;
import org.datasync.platform.PlatformConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The filter in front of a server that answers 200 to everything, as bytes on a socket. */
class RequestFilterTest {
    private static final int LIMIT = 1_000_000;

    private final Vertx vertx = Vertx.vertx();
    private HttpServer server;

    @BeforeEach
    void start() {
        PlatformConfig config = new SmallRyeConfigBuilder()
                .withMapping(PlatformConfig.class)
                .build()
                .getConfigMapping(PlatformConfig.class);
        Filters filters = new Filters();
        new RequestFilter(config, true, new MemorySize(BigInteger.valueOf(LIMIT))).register(filters);
        Router router = Router.router(vertx);
        filters.getFilters().stream()
                .sorted(Comparator.comparing(filter -> -filter.getPriority()))
                .forEach(filter -> router.route().handler(filter.getHandler()));
        router.route().handler(context -> context.response().end("done"));
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void whatIsWithinTheLimitGoesOn() throws IOException {
        assertThat(post(LIMIT, LIMIT, "Connection: close\r\n"))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("done");
    }

    @Test
    void aBodyThatIsTooLargeIsReadToItsEndAndRefused() throws IOException {
        assertThat(post(LIMIT + 1, LIMIT + 1, "Connection: close\r\n"))
                .startsWith("HTTP/1.1 413 ")
                .contains("application/problem+json", "\"status\":413", "X-Content-Type-Options: nosniff");
    }

    @Test
    void whoAsksBeforeSendingTooMuchIsToldAtOnce() throws IOException {
        assertThat(post(LIMIT + 1, 0, "Expect: 100-continue\r\n")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void whatNobodyWantsToReadToItsEndIsRefusedAtOnce() throws IOException {
        assertThat(post(200_000_000, 0, "")).startsWith("HTTP/1.1 413 ");
    }

    @Test
    void aFormOfAnotherSiteWithASessionIsRefused() throws IOException {
        assertThat(post(2, 2, "Connection: close\r\nCookie: q_session=abc\r\n")).startsWith("HTTP/1.1 403 ");
        assertThat(post(2, 2, "Connection: close\r\nCookie: other=abc\r\n")).startsWith("HTTP/1.1 200 ");
    }

    private String post(int announced, int sent, String headers) throws IOException {
        try (Socket socket = new Socket("localhost", server.actualPort())) {
            socket.setSoTimeout(20_000);
            String head = "POST /api HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                    + announced + "\r\n" + headers + "\r\n";
            socket.getOutputStream().write(head.getBytes(ISO_8859_1));
            socket.getOutputStream().write(new byte[sent]);
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        }
    }
}
