package org.datasync.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.delivery.Delivery;
import org.datasync.sandbox.smtp.SelfSignedCertificate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookClientTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Clock CLOCK = Clock.fixed(Instant.ofEpochSecond(1_700_000_000), ZoneOffset.UTC);
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final byte[] BODY = "{}".getBytes(UTF_8);

    @TempDir
    static Path directory;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private final Queue<InetAddress> lookUps = new ConcurrentLinkedQueue<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private int status = 204;
    private String retryAfter;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        listen();
    }

    @AfterEach
    void stop() {
        end.countDown();
        server.stop(0);
    }

    @AfterAll
    static void stopVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aCallGoesToItsHostByNameWithASignature() throws Exception {
        Delivery delivery = post(
                "http://hooks.example.org:%d/a/b?c=d".formatted(port()),
                Map.of("secret", "key", "allow-private-addresses", "true"),
                HERE);

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
        assertThat(requests).containsExactly("POST /a/b?c=d hooks.example.org:%d {}".formatted(port()));
        assertThat(signatures)
                .containsExactly("t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }

    @Test
    void theKeyMayComeFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve("key"), "key\n");

        post(
                "http://hooks.example.org:" + port(),
                Map.of("secret-file", file.toString(), "allow-private-addresses", "true"),
                HERE);

        assertThat(signatures)
                .containsExactly("t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }

    @Test
    void aHostWithAPrivateAddressIsNotCalled() throws Exception {
        Delivery delivery = post("http://hooks.example.org:" + port(), Map.of(), HERE);

        assertThat(delivery).isEqualTo(new Delivery.Refused("Its host has a private address"));
        assertThat(requests).isEmpty();
    }

    @Test
    void oneAddressThatIsPrivateAmongOthersIsEnough() throws Exception {
        NotificationConfig config = config("http://hooks.example.org:" + port(), Map.of());
        InetAddress outside = InetAddress.getByName("198.51.100.1");
        var client = new WebhookClient(config, VERTX, CLOCK, host -> new InetAddress[] {outside, HERE});

        assertThat(client.post(config.webhooks().get("hook"), "id", BODY)).isInstanceOf(Delivery.Refused.class);
        assertThat(requests).isEmpty();
    }

    /** The second answer would lead into this machine; it is never asked for. */
    @Test
    void aNameThatAnswersDifferentlyAtTheSecondTimeGainsNothing() throws Exception {
        InetAddress outside = InetAddress.getByName("198.51.100.1");

        Delivery delivery = post("http://hooks.example.org:" + port(), Map.of("timeout", "PT0.3S"), outside, HERE);

        assertThat(delivery).isInstanceOf(Delivery.Unavailable.class);
        assertThat(requests).isEmpty();
        assertThat(lookUps).containsExactly(HERE);
    }

    @Test
    void aHostThatIsNotListedIsNotCalled() throws Exception {
        NotificationConfig config = config(
                "http://hooks.example.org:" + port(),
                Map.of("allow-private-addresses", "true"),
                Map.of("datasync.notification.allowed-webhook-hosts", "other.example.org"));

        assertThat(client(config, HERE).post(config.webhooks().get("hook"), "id", BODY))
                .isEqualTo(new Delivery.Refused("The settings do not allow calls to its host"));
        assertThat(lookUps).containsExactly(HERE);
    }

    @Test
    void aHostThatIsListedIsCalledInWhateverCase() throws Exception {
        NotificationConfig config = config(
                "http://Hooks.example.org:" + port(),
                Map.of("allow-private-addresses", "true"),
                Map.of("datasync.notification.allowed-webhook-hosts", "hooks.example.org,other.example.org"));

        assertThat(client(config, HERE).post(config.webhooks().get("hook"), "id", BODY))
                .isEqualTo(new Delivery.Accepted());
    }

    @ParameterizedTest
    @CsvSource({
        "200, Accepted",
        "204, Accepted",
        "301, Refused",
        "400, Refused",
        "404, Refused",
        "408, Later",
        "410, Refused",
        "425, Later",
        "429, Unavailable",
        "500, Later",
        "502, Later",
        "503, Unavailable"
    })
    void aStatusSaysWhetherToTryAgain(int answer, String kind) throws Exception {
        status = answer;

        Delivery delivery = post("http://hooks.example.org:" + port(), Map.of("allow-private-addresses", "true"), HERE);

        assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "429, 120, PT2M",
        "503, 'Tue, 14 Nov 2023 22:15:20 GMT', PT2M",
        "429, 'Tue, 14 Nov 2023 22:00:00 GMT', PT0S",
        "429, 999999999, PT24H",
        "429, 99999999999999999999, PT0S",
        "503, -5, PT0S",
        "503, soon, PT0S",
        "503, , PT0S"
    })
    void theServerSaysForHowLongItIsLeftAlone(int answer, String header, Duration wait) throws Exception {
        status = answer;
        retryAfter = header;

        Delivery delivery = post("http://hooks.example.org:" + port(), Map.of("allow-private-addresses", "true"), HERE);

        assertThat(delivery).isEqualTo(new Delivery.Unavailable("HTTP status " + answer, false, wait));
    }

    /** It takes the connection and never says hello: nothing was sent, so nothing is in doubt. */
    @Test
    void aServerThatNeverBeginsToEncryptIsGivenUpInTime() throws Exception {
        try (var silent = new ServerSocket(0, 1, HERE)) {
            long begin = System.nanoTime();

            Delivery delivery = post(
                    "https://hooks.example.org:" + silent.getLocalPort(),
                    Map.of("allow-private-addresses", "true", "timeout", "PT0.5S"),
                    HERE);

            assertThat(delivery)
                    .isInstanceOfSatisfying(Delivery.Unavailable.class, answer -> assertThat(answer.doubtful())
                            .isFalse());
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
    }

    @Test
    void aServerThatIsSilentIsGivenUpInTime() throws Exception {
        status = 0;
        long begin = System.nanoTime();

        Delivery delivery = post(
                "http://hooks.example.org:" + port(),
                Map.of("allow-private-addresses", "true", "timeout", "PT0.5S"),
                HERE);

        assertThat(delivery).isInstanceOfSatisfying(Delivery.Unavailable.class, answer -> assertThat(answer.doubtful())
                .isTrue());
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aHostThatIsUnknownIsTriedAgain() throws Exception {
        NotificationConfig config = config("http://hooks.example.org", Map.of());
        var client = new WebhookClient(config, VERTX, CLOCK, host -> {
            throw new UnknownHostException(host);
        });

        assertThat(client.post(config.webhooks().get("hook"), "id", BODY))
                .isEqualTo(new Delivery.Later("Its host is unknown"));
    }

    @Test
    void acceptanceOfACertificateDependsOnTrustAndName() throws Exception {
        var certificate = SelfSignedCertificate.create(directory, "hooks.example.org");
        server.stop(0);
        HttpsServer secured = HttpsServer.create(new InetSocketAddress(HERE, 0), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(certificate.tls()));
        server = secured;
        listen();
        Map<String, String> trusting = Map.of(
                "allow-private-addresses",
                "true",
                "trusted-certificates",
                certificate.pem().toString());

        Delivery trusted = post("https://hooks.example.org:" + port(), trusting, HERE);
        Delivery otherName = post("https://other.example.org:" + port(), trusting, HERE);
        Delivery notTrusted =
                post("https://hooks.example.org:" + port(), Map.of("allow-private-addresses", "true"), HERE);

        assertThat(trusted).isEqualTo(new Delivery.Accepted());
        assertThat(otherName).isInstanceOf(Delivery.Unavailable.class);
        assertThat(notTrusted).isInstanceOf(Delivery.Unavailable.class);
        assertThat(requests).hasSize(1);
    }

    private void listen() {
        server.createContext("/", this::answer);
        server.start();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add("%s %s %s %s"
                .formatted(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI(),
                        exchange.getRequestHeaders().getFirst("Host"),
                        body));
        String signature = exchange.getRequestHeaders().getFirst(Signature.HEADER);
        if (signature != null) {
            signatures.add(signature);
        }
        if (status == 0) {
            awaitEnd();
        } else {
            if (retryAfter != null) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, -1);
        }
        exchange.close();
    }

    private void awaitEnd() {
        try {
            assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    /** @param answers of the name server, one look-up after the other */
    private Delivery post(String url, Map<String, String> settings, InetAddress... answers)
            throws InterruptedException {
        NotificationConfig config = config(url, settings);
        return client(config, answers).post(config.webhooks().get("hook"), "id", BODY);
    }

    private WebhookClient client(NotificationConfig config, InetAddress... answers) {
        lookUps.addAll(List.of(answers));
        return new WebhookClient(config, VERTX, CLOCK, host -> new InetAddress[] {lookUps.remove()});
    }

    private static NotificationConfig config(String url, Map<String, String> settings) {
        return config(url, settings, Map.of());
    }

    private static NotificationConfig config(String url, Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("datasync.notification.from", "datasync@example.org");
        all.put("datasync.notification.smtp.host", "localhost");
        all.put("datasync.notification.smtp.port", "25");
        all.put("datasync.notification.webhooks.hook.url", url);
        settings.forEach((name, value) -> all.put("datasync.notification.webhooks.hook." + name, value));
        return new SmallRyeConfigBuilder()
                .withMapping(NotificationConfig.class)
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .build()
                .getConfigMapping(NotificationConfig.class);
    }
}
