package org.datasync.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.NotificationConfig.Webhook;
import org.datasync.notification.delivery.Delivery;

/**
 * Posts to configured webhooks. Follows no redirects, reads no answer but its status, and calls no private address
 * unless the settings allow it for that webhook.
 */
@ApplicationScoped
public class WebhookClient {
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_EARLY = 425;
    private static final int TOO_MANY_REQUESTS = 429;

    private final NotificationConfig config;
    private final Clock clock;
    private final HttpClient http;

    WebhookClient(NotificationConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.http = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    /** The webhook of this name, if the settings still have it. */
    public Optional<Webhook> find(String name) {
        return Optional.ofNullable(config.webhooks().get(name));
    }

    /** @param id the same for each attempt, so that the receiver recognises a second one */
    public Delivery post(Webhook webhook, String id, byte[] body) throws InterruptedException {
        Optional<Delivery> hindrance = hindrance(webhook);
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(webhook.url())
                .timeout(webhook.timeout())
                .header("Content-Type", "application/json")
                .header("User-Agent", "data-sync")
                .header("X-Datasync-Id", id)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        webhook.secret()
                .ifPresent(secret ->
                        request.header(Signature.HEADER, Signature.of(secret.getBytes(UTF_8), clock.instant(), body)));
        try {
            return classify(
                    http.send(request.build(), BodyHandlers.discarding()).statusCode());
        } catch (IOException e) {
            return new Delivery.Later("No answer: " + e.getClass().getSimpleName());
        }
    }

    private Optional<Delivery> hindrance(Webhook webhook) {
        URI url = webhook.url();
        if (url.getHost() == null || !("https".equals(url.getScheme()) || "http".equals(url.getScheme()))) {
            return Optional.of(new Delivery.Refused("The settings have no web address for it"));
        }
        boolean allowed = config.allowedWebhookHosts()
                .map(hosts -> hosts.stream().anyMatch(url.getHost()::equalsIgnoreCase))
                .orElse(true);
        if (!allowed) {
            return Optional.of(new Delivery.Refused("The settings do not allow calls to its host"));
        }
        try {
            for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
                if (!webhook.allowPrivateAddresses() && PrivateAddresses.contain(address)) {
                    return Optional.of(new Delivery.Refused("Its host has a private address"));
                }
            }
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(new Delivery.Later("Its host is unknown"));
        }
    }

    private static Delivery classify(int status) {
        if (status >= 200 && status < 300) {
            return new Delivery.Accepted();
        }
        String reason = "HTTP status " + status;
        boolean passing =
                status >= 500 || status == REQUEST_TIMEOUT || status == TOO_EARLY || status == TOO_MANY_REQUESTS;
        return passing ? new Delivery.Later(reason) : new Delivery.Refused(reason);
    }
}
