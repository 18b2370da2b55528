package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversIT {
    @TempDir
    private Path directory;

    private final Terminal terminal = new Terminal(System.out);
    private Process process;

    @AfterEach
    void end() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Test
    void whatAKilledLauncherHasLeftRunningIsEndedByTheNextStart() throws Exception {
        process = start();
        new Leftovers(directory).remember(process.toHandle());

        new Leftovers(directory).end(terminal);

        assertThat(process.isAlive()).isFalse();
        assertThat(directory.resolve("processes")).doesNotExist();
    }

    @Test
    void aProcessThatHasTheNumberOfAnEndedOneIsLeftAlone() throws Exception {
        process = start();
        Files.writeString(directory.resolve("processes"), process.pid() + " 1234567890123\n");

        new Leftovers(directory).end(terminal);

        assertThat(process.isAlive()).isTrue();
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(JavaCommand.ofClass(Waiting.class, List.of("-XX:TieredStopAtLevel=1"))).start();
    }

    /** Waits until it is ended. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) throws Exception {
            new CountDownLatch(1).await();
        }
    }
}
