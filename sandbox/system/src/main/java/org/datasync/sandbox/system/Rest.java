package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Requests to one server: JSON out, JSON in, and a sentence when something is refused. */
public final class Rest {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String name;
    private final String base;
    private final Map<String, String> headers;
    private final Duration patience;

    /** @param name what the server is called when it refuses */
    public Rest(String name, String base, Map<String, String> headers) {
        this(name, base, headers, PATIENCE);
    }

    private Rest(String name, String base, Map<String, String> headers, Duration patience) {
        this.name = name;
        this.base = base;
        this.headers = Map.copyOf(headers);
        this.patience = patience;
    }

    /** The same, but an answer may take another time than half a minute. */
    public Rest withPatience(Duration longest) {
        return new Rest(name, base, headers, longest);
    }

    public JsonNode get(String path) {
        return require(send("GET", path, null, Map.of()), path);
    }

    public JsonNode post(String path, Object body) {
        return require(send("POST", path, body, Map.of()), path);
    }

    /** Whatever it answers, refusals included. */
    public Answer send(String method, String path, Object body, Map<String, String> more) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).timeout(patience);
        headers.forEach(request::header);
        more.forEach(request::header);
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        request.method(
                method,
                body == null
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(Json.write(body)));
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(
                    response.statusCode(),
                    response.body(),
                    response.headers().map().entrySet().stream()
                            .collect(Collectors.toMap(
                                    entry -> entry.getKey().toLowerCase(Locale.ROOT),
                                    entry -> entry.getValue().get(0))));
        } catch (IOException e) {
            throw new SandboxException("%s does not answer at %s%s: %s".formatted(name, base, path, e), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while asking " + name, e);
        }
    }

    /** Whether the address answers with 200 at this moment. */
    static boolean answersOk(String url) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private JsonNode require(Answer answer, String path) {
        if (answer.status() < 400) {
            return answer.json();
        }
        throw new SandboxException("%s refuses %s: %d %s"
                .formatted(name, path, answer.status(), answer.body().strip()));
    }

    /** @param headers by lower-case name, the first value of each */
    public record Answer(int status, String body, Map<String, String> headers) {
        public Answer {
            headers = Map.copyOf(headers);
        }

        public JsonNode json() {
            return body.isBlank() ? MissingNode.getInstance() : Json.parse(body);
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }
    }
}
