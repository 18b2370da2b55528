package org.datasync.sandbox.prospect2;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/** Posts events to loopback addresses: once, never again; an answer 410 switches the subscription off. */
final class WebhookSender {
    private static final System.Logger LOG = System.getLogger(WebhookSender.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int GONE = 410;

    private final IntConsumer gone;
    private ExecutorService threads;
    private HttpClient client;

    WebhookSender(IntConsumer gone) {
        this.gone = gone;
    }

    void send(Delivery delivery) {
        if (loopback(delivery.url())) {
            client().sendAsync(request(delivery), BodyHandlers.discarding())
                    .whenComplete((response, failure) -> judge(delivery, response, failure));
        }
    }

    private void judge(Delivery delivery, HttpResponse<Void> response, Throwable failure) {
        if (failure != null) {
            LOG.log(System.Logger.Level.DEBUG, "webhook {0} was not reached", delivery.webhookId());
            return;
        }
        if (response.statusCode() == GONE) {
            gone.accept(delivery.webhookId());
        }
    }

    private synchronized HttpClient client() {
        if (client == null) {
            threads = Executors.newFixedThreadPool(2, task -> {
                var thread = new Thread(task, "prospect2-webhooks");
                thread.setDaemon(true);
                return thread;
            });
            client = HttpClient.newBuilder()
                    .executor(threads)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
        }
        return client;
    }

    private static HttpRequest request(Delivery delivery) {
        var form = delivery.form().entrySet().stream()
                .map(entry -> encode(entry.getKey()) + '=' + encode(entry.getValue()))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(delivery.url()))
                .timeout(PATIENCE)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static boolean loopback(String url) {
        try {
            var host = URI.create(url).getHost();
            return host != null
                    && (host.equals("localhost") || host.matches("127\\.[0-9.]+|\\[::1]"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (IllegalArgumentException | UnknownHostException e) {
            return false;
        }
    }

    synchronized void close() {
        if (threads != null) {
            threads.shutdownNow();
        }
    }
}
