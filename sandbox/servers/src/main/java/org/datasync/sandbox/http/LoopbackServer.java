package org.datasync.sandbox.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A small HTTP server for this machine only. A web page elsewhere cannot use it through the visitor's browser: the host
 * asked for and the origin must be loopback, and what changes something must come as JSON.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(LoopbackServer.class.getName());
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final HttpServer server;
    private final ExecutorService threads;
    private final Handler handler;

    private LoopbackServer(HttpServer server, Handler handler) {
        this.server = server;
        this.handler = handler;
        this.threads = Executors.newCachedThreadPool();
    }

    /** Serves on this port, 0 for a free one. */
    public static LoopbackServer start(int port, Handler handler) {
        try {
            var address = new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port);
            var started = new LoopbackServer(HttpServer.create(address, 0), handler);
            started.server.createContext("/", started::handle);
            started.server.setExecutor(started.threads);
            started.server.start();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot serve on port " + port, e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI address() {
        return URI.create("http://localhost:" + port());
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, response(exchange));
        }
    }

    private Response response(HttpExchange exchange) {
        try {
            check(exchange);
            return handler.handle(Request.of(exchange));
        } catch (Refusal e) {
            return e.response();
        } catch (Exception e) {
            LOG.log(
                    Level.SEVERE,
                    e,
                    () -> "cannot answer " + exchange.getRequestURI().getPath());
            return Refusal.of(500, "The server failed").response();
        }
    }

    private static void check(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        String origin = exchange.getRequestHeaders().getFirst("Origin");
        if (host == null || !isLoopback(host) || (origin != null && !isLoopbackOrigin(origin))) {
            throw Refusal.of(403, "Only for this machine");
        }
        String contentType = exchange.getRequestHeaders().getFirst("Content-Type");
        if (!SAFE.contains(exchange.getRequestMethod()) && !isJson(contentType)) {
            throw Refusal.of(415, "Content-Type must be application/json");
        }
    }

    private static boolean isJson(String contentType) {
        return contentType != null
                && contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals("application/json");
    }

    private static boolean isLoopbackOrigin(String origin) {
        return origin.startsWith("http://") && isLoopback(origin.substring("http://".length()));
    }

    private static boolean isLoopback(String hostAndPort) {
        return LOOPBACK.contains(hostAndPort.replaceFirst(":\\d+$", "").toLowerCase(Locale.ROOT));
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        byte[] body = response.bytes();
        var headers = exchange.getResponseHeaders();
        if (!response.contentType().isEmpty()) {
            headers.set("Content-Type", response.contentType());
        }
        headers.set("Content-Security-Policy", response.contentPolicy());
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Cache-Control", "no-store");
        boolean bodiless = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(response.status(), bodiless ? -1 : body.length);
        if (!bodiless) {
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers one request; a {@link Refusal} becomes the answer it stands for. */
    @FunctionalInterface
    public interface Handler {
        Response handle(Request request) throws Exception;
    }
}
