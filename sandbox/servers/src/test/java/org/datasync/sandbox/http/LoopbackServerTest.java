package org.datasync.sandbox.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoopbackServerTest {
    private static LoopbackServer server;

    @BeforeAll
    static void start() {
        server = LoopbackServer.start(0, request -> {
            if (request.path().equals("/broken")) {
                throw new IllegalStateException("broken");
            }
            return Response.json(200, Map.of("count", request.number("count", 1, 9)));
        });
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:8080", "127.0.0.1:1", "[::1]:80", "LOCALHOST"})
    void theHostMayBeAnyNameOfThisMachine(String host) throws IOException {
        assertThat(status("GET /?count=1", "Host: " + host)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.org", "localhost.example.org", "127.0.0.1.example.org:80", "10.0.0.1"})
    void anotherHostIsRefused(String host) throws IOException {
        assertThat(status("GET /?count=1", "Host: " + host)).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8080, 200",
        "http://127.0.0.1, 200",
        "https://example.org, 403",
        "http://localhost.example.org, 403",
        "null, 403"
    })
    void theOriginMustBeThisMachine(String origin, int expected) throws IOException {
        assertThat(status("POST /?count=1", "Host: localhost", "Origin: " + origin, "Content-Type: application/json"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, 200",
        "Application/JSON; charset=utf-8, 200",
        "text/plain, 415",
        "application/jsonp, 415"
    })
    void aChangeMustComeAsJson(String type, int expected) throws IOException {
        assertThat(status("POST /?count=1", "Host: localhost", "Content-Type: " + type))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/", "/?count=", "/?count=x", "/?count=0", "/?count=10", "/?count=99999999999", "/?count=%zz"})
    void aBadNumberIsTheCallersFault(String path) throws IOException {
        assertThat(status("GET " + path, "Host: localhost")).isEqualTo(400);
    }

    @Test
    void aFailureOfTheServerIsCalledOne() throws IOException {
        assertThat(status("GET /broken", "Host: localhost")).isEqualTo(500);
    }

    /** By hand, because HTTP clients do not let a caller choose the host. */
    private static int status(String call, String... headers) throws IOException {
        try (var socket = new Socket("localhost", server.port())) {
            String request = call + " HTTP/1.1\r\n" + String.join("\r\n", headers)
                    + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ", 3)[1]);
        }
    }
}
