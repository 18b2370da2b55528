package org.datasync.delta.tessitura;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.datasync.delta.world.Configs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RestGeneratorTest {
    private static final String SECRET = "a secret";
    private static final int LIST = 101;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        over.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aListIsGeneratedAndItsCountReported() throws Exception {
        answer(200, "{\"Id\":101,\"ConstituentCount\":5210,\"IsDynamic\":true}");

        assertThat(generator().generate(LIST)).hasValue(5210);

        String user = Base64.getEncoder().encodeToString(("user:group:location:" + SECRET).getBytes(UTF_8));
        assertThat(requests).containsExactly("POST /service/Reporting/Lists/101/Generate Basic " + user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"Id\":101}", "{\"ConstituentCount\":null}", "{\"ConstituentCount\":\"many\"}"})
    void anAnswerWithoutCountReportsNone(String body) throws Exception {
        answer(200, body);

        assertThat(generator().generate(LIST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "401, GENERATION_FORBIDDEN, false",
        "403, GENERATION_FORBIDDEN, false",
        "302, GENERATION_FAILED, false",
        "400, GENERATION_FAILED, false",
        "404, GENERATION_FAILED, false",
        "500, GENERATION_FAILED, false",
        "503, GENERATION_FAILED, false",
        "408, GENERATION_TIMED_OUT, true",
        "502, GENERATION_TIMED_OUT, true",
        "504, GENERATION_TIMED_OUT, true"
    })
    void anErrorIsAFailureThatSaysWhich(int status, String code, boolean mayGoOn) {
        answer(status, "{\"Message\":\"jane@example.org\"}");

        GenerationException failure = failure(generator());

        assertThat(failure.code()).isEqualTo(code);
        assertThat(failure.unfinished()).isEqualTo(mayGoOn);
        assertThat(failure).hasMessageContaining(String.valueOf(status));
        assertThat(failure.getMessage()).doesNotContain("jane", SECRET);
    }

    @Test
    void theCredentialsGoToNoOtherPlace() {
        server.createContext("/elsewhere", exchange -> respond(exchange, 200, "{\"ConstituentCount\":1}"));
        server.createContext("/service", exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            respond(exchange, 307, "");
        });

        assertThat(failure(generator()).code()).isEqualTo("GENERATION_FAILED");
        assertThat(requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in</html>", "{\"ConstituentCount\":", "[]", "\"done\""})
    void anAnswerThatIsNoListIsAFailure(String body) {
        answer(200, body);

        GenerationException failure = failure(generator());

        assertThat(failure.code()).isEqualTo("GENERATION_FAILED");
        assertThat(failure).hasMessageContaining("no list");
    }

    @Test
    void aGenerationThatTakesTooLongMayStillGoOn() {
        server.createContext("/service", exchange -> {
            await();
            exchange.close();
        });

        GenerationException failure = failure(generator("generation.timeout", "PT0.2S"));

        assertThat(failure.code()).isEqualTo("GENERATION_TIMED_OUT");
        assertThat(failure.unfinished()).isTrue();
    }

    @Test
    void aConnectionThatBreaksLeavesTheGenerationInDoubt() {
        server.createContext("/service", HttpExchange::close);

        GenerationException failure = failure(generator());

        assertThat(failure.code()).isEqualTo("GENERATION_FAILED");
        assertThat(failure.unfinished()).isTrue();
    }

    @Test
    void nobodyThereIsAFailureAtOnce() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        GenerationException failure = failure(generator("generation.rest.url", "http://localhost:" + port));

        assertThat(failure.code()).isEqualTo("GENERATION_FAILED");
        assertThat(failure.unfinished()).isFalse();
        assertThat(failure).hasMessageContaining("could not be reached");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefusedAndTheCredentialsAreNotSent(@TempDir Path directory)
            throws Exception {
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory)));
        secure.createContext("/", exchange -> respond(exchange, 200, "{\"ConstituentCount\":1}"));
        secure.setExecutor(threads);
        secure.start();
        try {
            GenerationException failure = failure(generator(
                    "generation.rest.url",
                    "https://localhost:" + secure.getAddress().getPort()));

            assertThat(failure.code()).isEqualTo("GENERATION_FAILED");
            assertThat(failure.unfinished()).isFalse();
            assertThat(failure).hasMessageContaining("certificate");
            assertThat(requests).isEmpty();
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void withoutAddressOrCredentialsNothingStarts() {
        assertThatThrownBy(() -> new RestGenerator(Configs.of().generation()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("datasync.delta.generation.rest.url");
    }

    private RestGenerator generator(String... more) {
        String[] settings = new String[6 + more.length];
        List<String> defaults = List.of(
                "generation.rest.url",
                "http://localhost:" + server.getAddress().getPort() + "/service/",
                "generation.rest.user",
                "user:group:location",
                "generation.rest.password",
                SECRET);
        for (int i = 0; i < settings.length; i++) {
            settings[i] = i < defaults.size() ? defaults.get(i) : more[i - defaults.size()];
        }
        return new RestGenerator(Configs.of(settings).generation());
    }

    private static GenerationException failure(RestGenerator generator) {
        GenerationException failure = catchThrowableOfType(GenerationException.class, () -> generator.generate(LIST));
        assertThat(failure).isNotNull();
        return failure;
    }

    private void answer(int status, String body) {
        server.createContext("/service", exchange -> respond(exchange, status, body));
    }

    private void respond(HttpExchange exchange, int status, String body) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void await() {
        try {
            assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SSLContext selfSigned(Path directory) throws Exception {
        Path store = directory.resolve("store.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "self",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.log").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream stream = Files.newInputStream(store)) {
            keys.load(stream, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
