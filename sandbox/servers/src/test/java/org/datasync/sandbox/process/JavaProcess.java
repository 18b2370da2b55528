package org.datasync.sandbox.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A child JVM with the class path of the tests. */
public final class JavaProcess implements AutoCloseable {
    private final Process process;

    private JavaProcess(Process process) {
        this.process = process;
    }

    /** Starts a server process and returns when it says READY. */
    public static JavaProcess serving(Class<?> main, Path directory, int port) throws IOException {
        var started = start(main, directory.toString(), String.valueOf(port));
        String line = started.firstLine();
        if (!"READY".equals(line)) {
            started.close();
            throw new IllegalStateException("%s said %s".formatted(main.getSimpleName(), line));
        }
        return started;
    }

    static JavaProcess start(Class<?> main, String... arguments) throws IOException {
        var command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new JavaProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    String firstLine() throws IOException {
        return reader().readLine();
    }

    BufferedReader reader() {
        return process.inputReader();
    }

    public Process process() {
        return process;
    }

    /** As an operating system out of memory would do it. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
