package org.datasync.sandbox.prospect2;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes requests from the loopback interface and sends answers, late ones without holding a thread. */
final class HttpFront implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(HttpFront.class.getName());
    private static final String PREFIX = "/api/3";
    private static final int THREADS = 16;
    private static final int LARGEST_BODY = 4_000_000;

    static {
        // Without it the second packet of an answer waits 40 ms for the acknowledgement of the first.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private final ScheduledThreadPoolExecutor late;
    private Api api;
    private Inspection inspection;

    HttpFront(int port) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("port %d of the loopback interface".formatted(port), e);
        }
        workers = Executors.newFixedThreadPool(THREADS, threads("prospect2-api-"));
        late = new ScheduledThreadPoolExecutor(2, threads("prospect2-late-"));
        late.setRemoveOnCancelPolicy(true);
        server.setExecutor(workers);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String apiUrl() {
        return url() + PREFIX;
    }

    void start(Api newApi, Inspection newInspection) {
        api = newApi;
        inspection = newInspection;
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI();
        var path = uri.getPath();
        var body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        if (path.startsWith("/_")) {
            var call = new Call(exchange.getRequestMethod(), path, uri.getRawQuery(), body);
            send(exchange, inspection.handle(call));
            return;
        }
        if (!path.startsWith(PREFIX + '/')) {
            send(exchange, Answer.text(404, "text/html; charset=UTF-8", "<html><body>Not Found</body></html>"));
            return;
        }
        var call = new Call(exchange.getRequestMethod(), path.substring(PREFIX.length()), uri.getRawQuery(), body);
        try {
            var outcome = api.handle(call, exchange.getRequestHeaders().getFirst("Api-Token"));
            after(outcome.delay(), () -> leave(exchange, outcome));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the sandbox itself failed at " + call.method + ' ' + call.path, e);
            send(exchange, Errors.e3(500, "the sandbox itself failed: " + e));
        }
    }

    private void after(Duration delay, Runnable task) {
        if (delay.isZero()) {
            task.run();
            return;
        }
        try {
            late.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            task.run(); // The server is closing: whoever still waits gets the answer at once.
        }
    }

    private static void leave(HttpExchange exchange, Outcome outcome) {
        if (outcome.reset()) {
            exchange.close();
            return;
        }
        send(exchange, outcome.answer());
    }

    /** In chunks, without a length, as the real service does. */
    private static void send(HttpExchange exchange, Answer answer) {
        try (exchange) {
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), 0);
            exchange.getResponseBody().write(answer.body());
        } catch (IOException e) {
            // The client has gone. What the request has done stays done.
            exchange.close();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        late.shutdownNow();
        workers.shutdownNow();
    }

    private static ThreadFactory threads(String prefix) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
