package org.datasync.sandbox.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessIT {
    @TempDir
    private Path directory;

    @Test
    void aServerProcessStopsInGoodOrderWhenItIsTerminated() throws Exception {
        int port = freePort();
        try (var server = JavaProcess.serving(DatabaseProcess.class, directory, port)) {
            server.process().destroy();

            assertThat(server.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
            // The port is free again.
            new ServerSocket(port).close();
        }
    }

    @Test
    void aServerProcessDoesNotOutliveItsParent() throws Exception {
        try (var parent = JavaProcess.start(Parent.class, directory.toString(), String.valueOf(freePort()))) {
            ProcessHandle server =
                    ProcessHandle.of(Long.parseLong(parent.firstLine())).orElseThrow();

            parent.kill();

            server.onExit().get(20, TimeUnit.SECONDS);
            assertThat(server.isAlive()).isFalse();
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Starts a server process, tells its number and waits to be killed. */
    static final class Parent {
        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var server =
                    JavaProcess.serving(DatabaseProcess.class, Path.of(arguments[0]), Integer.parseInt(arguments[1]));
            System.out.println(server.process().pid());
            System.out.flush();
            server.process().waitFor();
        }
    }
}
