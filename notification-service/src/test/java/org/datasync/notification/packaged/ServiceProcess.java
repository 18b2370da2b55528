package org.datasync.notification.packaged;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.testing.Servers;

/** The packaged service as a process of its own, that can be killed and started again. */
final class ServiceProcess implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Instances and bytes of all classes. */
    private static final Pattern TOTAL = Pattern.compile("Total +\\d+ +(\\d+)");

    private final Map<String, String> environment = new TreeMap<>();
    private final String group;
    private final int heapMegabytes;
    private final int port;
    private Process process;

    ServiceProcess(String database, int smtpPort, int heapMegabytes, Map<String, String> more) throws IOException {
        TestDatabase test = Servers.database(database);
        this.heapMegabytes = heapMegabytes;
        this.group = "packaged-" + database;
        try (ServerSocket free = new ServerSocket(0)) {
            this.port = free.getLocalPort();
        }
        environment.put("DB_URL", test.url());
        environment.put("DB_USER", test.user());
        environment.put("DB_PASSWORD", test.password());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", Servers.kafka());
        environment.put("MAIL_HOST", "127.0.0.1");
        environment.put("MAIL_PORT", String.valueOf(smtpPort));
        environment.put("MAIL_FROM", "datasync@example.org");
        environment.put("MAIL_TLS", "OFF");
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(port));
        environment.putAll(more);
    }

    void start() throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMegabytes + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // Without an identity provider, and so on the loopback interface only.
                "-Ddatasync.sandbox=true",
                // Else it shares the topic with the service of the other tests, which goes on in this JVM.
                "-Dmp.messaging.incoming.run-finished.group.id=" + group,
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-jar",
                Path.of("target", "quarkus-app", "quarkus-run.jar").toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "packaged-service.log").toFile()))
                .start();
        Awaitility.await("the service is ready")
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").status() == 200);
    }

    /** As an operating system out of memory would do it. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Bytes of live objects, after a collection of the whole heap. */
    long liveHeap() throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(process.pid()),
                        "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        jcmd.waitFor();
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IOException("no histogram of the heap");
        }
        return Long.parseLong(total.group(1));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Answer get(String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        var response = HTTP.send(request, BodyHandlers.ofString());
        return new Answer(response.statusCode(), response.body());
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }

    record Answer(int status, String body) {}
}
