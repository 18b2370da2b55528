package org.datasync.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.NotificationConfig.Webhook;
import org.datasync.notification.Secrets;
import org.datasync.notification.delivery.Delivery;

/**
 * Posts to configured webhooks. Follows no redirects, reads no answer but its status, and calls no private address
 * unless the settings allow it for that webhook. The name of a host is looked up once per call, and the connection
 * goes to the very address that was checked: a name that answers differently a moment later gains nothing.
 */
@ApplicationScoped
public class WebhookClient {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int OUT_OF_SERVICE = 503;

    private final NotificationConfig config;
    private final Vertx vertx;
    private final Clock clock;
    private final Names names;
    private final Map<ClientKey, HttpClient> clients = new ConcurrentHashMap<>();

    @Inject
    WebhookClient(NotificationConfig config, Vertx vertx, Clock clock) {
        this(config, vertx, clock, InetAddress::getAllByName);
    }

    WebhookClient(NotificationConfig config, Vertx vertx, Clock clock, Names names) {
        this.config = config;
        this.vertx = vertx;
        this.clock = clock;
        this.names = names;
    }

    /** The webhook of this name, if the settings still have it. */
    public Optional<Webhook> find(String name) {
        return Optional.ofNullable(config.webhooks().get(name));
    }

    /** @param id the same for each attempt, so that the receiver recognises a second one */
    public Delivery post(Webhook webhook, String id, byte[] body) throws InterruptedException {
        URI url = webhook.url();
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            return new Delivery.Refused("The settings have no web address for it");
        }
        if (!isAllowed(url.getHost())) {
            return new Delivery.Refused("The settings do not allow calls to its host");
        }
        try {
            InetAddress[] addresses = names.addresses(url.getHost());
            for (InetAddress address : addresses) {
                if (!webhook.allowPrivateAddresses() && PrivateAddresses.contain(address)) {
                    return new Delivery.Refused("Its host has a private address");
                }
            }
            return post(webhook, addresses[0], id, body);
        } catch (UnknownHostException e) {
            return new Delivery.Later("Its host is unknown");
        }
    }

    private boolean isAllowed(String host) {
        return config.allowedWebhookHosts()
                .map(hosts -> hosts.stream().anyMatch(host::equalsIgnoreCase))
                .orElse(true);
    }

    private Delivery post(Webhook webhook, InetAddress address, String id, byte[] body) throws InterruptedException {
        Duration begin = Duration.ofNanos(System.nanoTime());
        var sent = new AtomicBoolean();
        try {
            return client(webhook)
                    .request(options(webhook, address, id, body))
                    .compose(request -> {
                        Duration spent = Duration.ofNanos(System.nanoTime()).minus(begin);
                        return answer(request, body, webhook.timeout().minus(spent), sent);
                    })
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get();
        } catch (ExecutionException e) {
            return new Delivery.Unavailable(
                    "No answer: " + e.getCause().getClass().getSimpleName(), sent.get());
        }
    }

    /** However slowly the other side answers: the connection is gone after the time that is left. */
    private Future<Delivery> answer(HttpClientRequest request, byte[] body, Duration left, AtomicBoolean sent) {
        if (left.toMillis() < 1) {
            request.connection().close();
            return Future.failedFuture(new TimeoutException());
        }
        long timer =
                vertx.setTimer(left.toMillis(), expired -> request.connection().close());
        sent.set(true);
        return request.send(Buffer.buffer(body)).map(this::classify).onComplete(answered -> {
            vertx.cancelTimer(timer);
            request.connection().close();
        });
    }

    private RequestOptions options(Webhook webhook, InetAddress address, String id, byte[] body) {
        URI url = webhook.url();
        boolean encrypted = "https".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : encrypted ? 443 : 80;
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(new InetSocketAddress(address, port)))
                .setHost(url.getHost())
                .setPort(port)
                .setSsl(encrypted)
                .setURI(url.getRawQuery() == null ? path : path + "?" + url.getRawQuery())
                .setConnectTimeout(webhook.timeout().toMillis())
                .putHeader("Content-Type", "application/json")
                .putHeader("User-Agent", "data-sync")
                .putHeader("X-Datasync-Id", id);
        Secrets.of(webhook.secret(), webhook.secretFile())
                .ifPresent(secret -> options.putHeader(
                        Signature.HEADER, Signature.of(secret.getBytes(UTF_8), clock.instant(), body)));
        return options;
    }

    private HttpClient client(Webhook webhook) {
        return clients.computeIfAbsent(new ClientKey(webhook.trustedCertificates(), webhook.timeout()), key -> {
            HttpClientOptions options = new HttpClientOptions()
                    .setKeepAlive(false)
                    .setSslHandshakeTimeout(key.timeout.toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS);
            key.certificates.ifPresent(
                    path -> options.setTrustOptions(new PemTrustOptions().addCertPath(path.toString())));
            return vertx.createHttpClient(options);
        });
    }

    /** Who asks for fewer calls or is out of service is left alone with all of them. */
    private Delivery classify(HttpClientResponse response) {
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted();
        }
        String reason = "HTTP status " + status;
        if (status == TOO_MANY_REQUESTS || status == OUT_OF_SERVICE) {
            return new Delivery.Unavailable(reason, false, RetryAfter.of(response.getHeader("Retry-After"), clock));
        }
        boolean passing = status >= 500 || status == REQUEST_TIMEOUT || status == TOO_EARLY;
        return passing ? new Delivery.Later(reason) : new Delivery.Refused(reason);
    }

    private record ClientKey(Optional<Path> certificates, Duration timeout) {}

    /** Who looks host names up. */
    @FunctionalInterface
    interface Names {
        /** At least one. */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
