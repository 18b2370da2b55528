package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A client without any manners: sends what the test says and shows what came back. */
final class Caller {
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Prospect2Server server;
    private final String key;

    Caller(Prospect2Server server, String key) {
        this.server = server;
        this.key = key;
    }

    Caller(Prospect2Server server) {
        this(server, server.key());
    }

    Reply get(String path) {
        return send("GET", "/api/3" + path, null);
    }

    Reply post(String path, String body) {
        return send("POST", "/api/3" + path, body);
    }

    Reply put(String path, String body) {
        return send("PUT", "/api/3" + path, body);
    }

    Reply delete(String path) {
        return send("DELETE", "/api/3" + path, null);
    }

    /** A path from the root of the server. */
    Reply send(String method, String path, String body) {
        try {
            return sendOrFail(method, path, body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Reply sendOrFail(String method, String path, String body) throws IOException {
        var publisher = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Api-Token", key)
                .header("Content-Type", "application/json")
                .method(method, publisher)
                .build();
        try {
            var response = client.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), response.headers());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    record Reply(int status, String text, HttpHeaders headers) {
        JsonNode json() {
            return Json.parse(text);
        }

        /** By JSON pointer, as text. */
        String at(String pointer) {
            return json().at(pointer).asText();
        }

        String header(String name) {
            return headers.firstValue(name).orElse(null);
        }
    }
}
