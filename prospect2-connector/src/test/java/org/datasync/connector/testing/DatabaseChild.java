package org.datasync.connector.testing;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.process.DatabaseProcess;

/** An embedded database server as a process of its own, to be killed; it comes back on the same port with the same data. */
public final class DatabaseChild implements AutoCloseable {
    private final Path directory;
    private final int port;
    private Process process;

    public DatabaseChild(Path directory) throws IOException {
        this.directory = directory;
        try (var socket = new ServerSocket(0)) {
            this.port = socket.getLocalPort();
        }
    }

    /** Returns when it serves. */
    public void start() throws IOException {
        process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx192m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DatabaseProcess.class.getName(),
                        directory.toString(),
                        Integer.toString(port)))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = process.inputReader().readLine();
        if (!"READY".equals(said)) {
            throw new IllegalStateException("the database server said " + said);
        }
    }

    public TestDatabase database() {
        return new TestDatabase(DatabaseServer.url(port, "connector"), DatabaseServer.USER, DatabaseServer.PASSWORD);
    }

    /** As an operating system out of memory would do it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }
}
