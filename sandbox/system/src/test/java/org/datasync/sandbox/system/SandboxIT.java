package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as people start it, as a process, with packages that do not work. */
class SandboxIT {
    @TempDir
    private Path directory;

    private final Ports ports = Ports.free();

    @BeforeEach
    void packagesThatDoNotWork() throws IOException {
        for (var service : List.of(Part.SCHEDULER, Part.DELTA, Part.CONNECTOR, Part.NOTIFICATION)) {
            Path jar = directory.resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
            Files.createDirectories(jar.getParent());
            Files.writeString(jar, "this is no archive");
        }
    }

    @Test
    void aTakenPortEndsItWithTheReasonAndNothingIsLeftRunning() throws Exception {
        try (var taken = new ServerSocket(ports.of(Port.SCHEDULER), 1, InetAddress.getLoopbackAddress())) {
            Process launcher = launch();

            assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(launcher.exitValue()).isEqualTo(1);
            assertThat(output())
                    .contains("FAILED: port %d (scheduler) is taken; choose another with -Ddemo.port.scheduler=PORT"
                            .formatted(taken.getLocalPort()))
                    .doesNotContain("\tat ");
            assertThat(output()).doesNotContain("starting");
            assertThat(leftRunning()).isEmpty();
        }
    }

    @Test
    void aMissingPackageIsNamedAndNothingIsStarted() throws Exception {
        Path jar = directory.resolve("delta-service/target/quarkus-app/quarkus-run.jar");
        Files.delete(jar);

        Process launcher = launch();

        assertThat(launcher.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(output()).contains("FAILED: delta-service is not packaged");
        assertThat(leftRunning()).isEmpty();
    }

    @Test
    void aServiceThatDoesNotStartEndsItWithTheEndOfItsLogAndEverythingIsStopped() throws Exception {
        Process launcher = launch();

        assertThat(launcher.waitFor(90, TimeUnit.SECONDS)).isTrue();
        assertThat(launcher.exitValue()).isEqualTo(1);
        assertThat(output())
                .contains("died 3 times before it was ready")
                .contains("corrupt jarfile")
                .contains("everything is stopped")
                .doesNotContain("\tat ");
        assertThat(leftRunning()).isEmpty();
    }

    @Test
    void terminatedWhileItStartsItStopsWhatItHasStarted() throws Exception {
        Process launcher = launch();
        waitFor("topics are there");

        launcher.destroy();

        assertThat(launcher.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output()).contains("everything is stopped").doesNotContain("FAILED");
        assertThat(leftRunning()).isEmpty();
    }

    @Test
    void whenTheProcessThatStartedItIsGoneItStopsEverything() throws Exception {
        Process parent = started(JavaCommand.ofClass(
                Parent.class, List.of("-XX:TieredStopAtLevel=1"), command().toArray(String[]::new)));
        waitFor("topics are there");
        ProcessHandle launcher = parent.children().findFirst().orElseThrow();

        parent.destroyForcibly();

        launcher.onExit().get(60, TimeUnit.SECONDS);
        assertThat(output()).contains("the process that started the sandbox is gone", "everything is stopped");
        assertThat(leftRunning()).isEmpty();
    }

    private Process launch() throws IOException {
        return started(command());
    }

    private Process started(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start();
    }

    private List<String> command() {
        var options = new ArrayList<>(List.of(
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-Ddemo.root=" + directory,
                "-Ddemo.directory=" + directory.resolve("data"),
                "-Ddemo.constituents=200",
                "-Ddemo.idle=true"));
        for (Port port : Port.values()) {
            options.add("-D%s=%d".formatted(port.property(), ports.of(port)));
        }
        return JavaCommand.ofClass(Sandbox.class, options);
    }

    private String output() throws IOException {
        return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
    }

    private void waitFor(String line) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(output()).contains(line));
    }

    /** Command lines of processes that work in our directory. */
    private List<String> leftRunning() {
        return ProcessHandle.allProcesses()
                .map(process -> process.info().commandLine().orElse(""))
                .filter(line -> line.contains(directory.toString()))
                .toList();
    }

    /** Starts the launcher and waits, as a build does. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            new ProcessBuilder(arguments).inheritIO().start().waitFor();
        }
    }
}
