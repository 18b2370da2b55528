package org.datasync.connector.testing;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.prospect2.Prospect2Server;

/** The packaged service as a process of its own, to be killed. */
public final class ConnectorProcess implements AutoCloseable {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final Map<String, String> settings;
    private final List<String> options;
    private final File log;
    private Process process;

    public ConnectorProcess(Map<String, String> settings, List<String> options, Path log) {
        this.settings = Map.copyOf(settings);
        this.options = List.copyOf(options);
        this.log = log.toFile();
    }

    /** Where everything is; a port of its own. What a test sets besides may be added. */
    public static Map<String, String> settings(Prospect2Server account, KafkaCluster broker, TestDatabase database) {
        return new HashMap<>(Map.of(
                "kafka.bootstrap.servers", broker.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.url(),
                "quarkus.datasource.username", database.user(),
                "quarkus.datasource.password", database.password(),
                "quarkus.http.port", "0",
                "datasync.connector.prospect2.url", account.url(),
                "datasync.connector.prospect2.key", account.key()));
    }

    public void start() throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        // Without an identity provider, and so on the loopback interface only.
        command.add("-Ddatasync.sandbox=true");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.add("-jar");
        command.add(PACKAGE.toAbsolutePath().toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As an operating system out of memory would do it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As a machine out of breath would do it. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (status != 0) {
            throw new IllegalStateException("the process could not be sent " + name);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
