package org.datasync.scheduler.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * delta-service and prospect2-connector as far as the scheduler asks them. List 101 and tags 1 to 99 exist, list 102
 * is static; for list 999 and tag "down" the services fail. {@code /down?<service>} takes one of them away until the next
 * such request. The second page of rows with outcome UNKNOWN never comes.
 */
public final class PeersResource implements QuarkusTestResourceLifecycleManager {
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        // Without it every answer waits 40 ms for the acknowledgement of its own header.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", PeersResource::handle);
        server.start();
        String url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "quarkus.rest-client.delta-service.url", url,
                "quarkus.rest-client.prospect2-connector.url", url,
                "quarkus.rest-client.notification-service.url", url);
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static final String DELIVERIES = """
            {"items":[{"id":9,"event":"RUN_FINISHED","channel":"MAIL","recipient":"box-office@example.org",
            "subject":"Members","state":"SENT","attempts":1,"nextAttemptAt":null,"reason":null,"messageId":"<9@x>",
            "digestId":null,"createdAt":"2026-11-20T11:05:00Z","finishedAt":"2026-11-20T11:05:01Z"}]}""";

    private static final String REFUSED = """
            {"items":[{"address":"gone@example.org","at":"2026-11-20T10:00:00Z","reason":"550 no such user",
            "deliveryId":9}]}""";

    private static final String CHOICES = "{\"items\":[{\"id\":3,\"description\":\"News\"}]}";

    /** Answers by the pattern of their path; no path fits two. */
    private static final Map<String, String> FOUND = Map.of(
            "lists",
            "{\"items\":[{\"listNo\":101,\"description\":\"Members\",\"approximateCount\":null,\"outputSet\":null}]}",
            "lists/10[13456789]",
            "{\"listNo\":101,\"description\":\"Members\",\"approximateCount\":10,\"outputSet\":null}",
            "tags",
            "{\"items\":[{\"id\":\"7\",\"name\":\"Tag 7\"}]}",
            "tags/[0-9]{1,2}",
            "{\"id\":\"@id@\",\"name\":\"Tag @id@\"}",
            "contact-point-purposes|eaddress-types",
            CHOICES,
            "contact-permission",
            "{\"configured\":false,\"typeId\":null,\"description\":null}",
            "runs/.+/deliveries",
            DELIVERIES,
            "data-syncs/.+/refused-recipients",
            REFUSED,
            "previews/42",
            "{\"id\":\"42\",\"state\":\"READY\",\"counts\":null,\"reason\":null}");

    /** The service that closes every connection without a word. */
    private static volatile String down = "none";

    /** The tag "renamed" has another name each time after the first. */
    private static final AtomicInteger RENAMED = new AtomicInteger();

    private static void handle(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/down")) {
            down = String.valueOf(exchange.getRequestURI().getQuery());
            answer(exchange, 200, "");
            return;
        }
        String path = exchange.getRequestURI().getPath().substring("/api/v1/".length());
        if (serviceOf(path).equals(down)) {
            exchange.close();
            return;
        }
        boolean known = ("Bearer " + IdentityProvider.TOKEN_OF_THE_SERVICE)
                .equals(exchange.getRequestHeaders().getFirst("Authorization"));
        if (path.equals("tags/88") && !known) {
            answer(exchange, 401, "");
        } else if (path.equals("lists/999") || path.equals("tags/down")) {
            answer(exchange, 500, "");
        } else if (path.equals("lists/102")) {
            answer(exchange, 404, "{\"title\":\"Not Found\",\"detail\":\"the list is not dynamic\"}");
        } else if (path.equals("previews")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            answer(exchange, body.contains("\"definition\"") ? 202 : 400, "{\"id\":\"42\"}");
        } else if (path.matches("runs/.+/rows")) {
            rows(exchange);
        } else {
            String found = found(path);
            String missing = "{\"title\":\"Not Found\",\"detail\":\"does not exist\"}";
            answer(exchange, found == null ? 404 : 200, found == null ? missing : found);
        }
    }

    /** Null for what does not exist. */
    private static String found(String path) {
        if (path.equals("tags/renamed")) {
            String name = RENAMED.getAndIncrement() == 0 ? "Old name" : "New name";
            return "{\"id\":\"renamed\",\"name\":\"%s\"}".formatted(name);
        }
        return FOUND.entrySet().stream()
                .filter(entry -> path.matches(entry.getKey()))
                .map(entry -> entry.getValue().replace("@id@", path.substring(path.indexOf('/') + 1)))
                .findFirst()
                .orElse(null);
    }

    /** Two pages of one row; the second one of operations whose outcome is not known never comes. */
    private static void rows(HttpExchange exchange) throws IOException {
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        boolean first = !query.contains("cursor");
        if (!first && query.contains("outcome=UNKNOWN")) {
            exchange.close();
            return;
        }
        answer(exchange, 200, planRows(first));
    }

    private static String serviceOf(String path) {
        if (path.startsWith("tags")) {
            return "prospect2-connector";
        }
        return path.endsWith("/deliveries") || path.endsWith("/refused-recipients")
                ? "notification-service"
                : "delta-service";
    }

    private static String planRows(boolean first) {
        return """
                {"items":[{"sequence":%d,"change":"ADD","constituentNo":12,"addresses":[
                {"addressNo":1,"operation":"TAG","address":"a@example.org","outcome":"DONE","reason":null}],
                "profile":{"firstName":"=Ann","lastName":"O\\"Hara, jr","fields":{}}}],"nextCursor":%s}""".formatted(first ? 1 : 2, first ? "\"1\"" : "null");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
