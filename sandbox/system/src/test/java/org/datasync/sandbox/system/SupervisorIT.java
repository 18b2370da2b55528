package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final List<ProcessHandle> started = new CopyOnWriteArrayList<>();
    private final Supervisor supervisor =
            new Supervisor(new Terminal(new PrintStream(said, true, StandardCharsets.UTF_8)), started::add);

    @AfterEach
    void close() {
        supervisor.close();
    }

    @Test
    void aProcessThatDiesIsStartedAgainAndTheOutputSaysSo() {
        Child child = supervisor.start(spec(Patient.class));
        supervisor.awaitReady(List.of(child), PATIENCE);
        long firstPid = child.pid();

        child.kill();

        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(child.pid()).isNotEqualTo(firstPid);
            assertThat(child.isReady()).isTrue();
        });
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("patient ended with code", "is started again");
        supervisor.end(List.of(child), PATIENCE);
        assertThat(started).hasSize(2).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void whatDiesAgainAndAgainIsGivenUpWithTheEndOfItsLog() {
        Child child = supervisor.start(spec(Hopeless.class));

        assertThatThrownBy(() -> supervisor.awaitReady(List.of(child), PATIENCE))
                .isInstanceOf(SandboxException.class)
                .hasMessageContaining("hopeless died 3 times before it was ready")
                .hasMessageContaining("nothing works here");
        supervisor.end(List.of(child), PATIENCE);
    }

    @Test
    void whatIsNotReadyInTimeIsGivenUp() {
        Child child = supervisor.start(new ChildSpec(
                "slow",
                JavaCommand.ofClass(Patient.class, List.of(), ready("slow").toString()),
                Map.of(),
                directory.resolve("slow.log"),
                () -> false));

        assertThatThrownBy(() -> supervisor.awaitReady(List.of(child), Duration.ofSeconds(1)))
                .hasMessageContaining("slow was not ready within 1 s");
        supervisor.end(List.of(child), PATIENCE);
        assertThat(ProcessHandle.of(child.pid())).isEmpty();
    }

    @Test
    void pausesBeforeANewStartGrow() {
        assertThat(List.of(0, 1, 2, 3, 4, 5, 9))
                .extracting(deaths -> Child.pause(deaths).toSeconds())
                .containsExactly(0L, 1L, 2L, 4L, 8L, 15L, 15L);
    }

    private ChildSpec spec(Class<?> main) {
        String name = main.getSimpleName().toLowerCase(Locale.ROOT);
        Path ready = ready(name);
        return new ChildSpec(
                name,
                JavaCommand.ofClass(main, List.of("-XX:TieredStopAtLevel=1"), ready.toString()),
                Map.of(),
                directory.resolve(name + ".log"),
                () -> Files.exists(ready));
    }

    private Path ready(String name) {
        return directory.resolve(name + ".ready");
    }

    /** Works until it is ended. */
    static final class Patient {
        private Patient() {}

        public static void main(String[] arguments) throws Exception {
            Files.writeString(Path.of(arguments[0]), "ready");
            new CountDownLatch(1).await();
        }
    }

    /** Dies at once. */
    static final class Hopeless {
        private Hopeless() {}

        public static void main(String[] arguments) {
            System.out.println("nothing works here");
            System.exit(3);
        }
    }
}
