package org.datasync.delta.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A child JVM with the options the sandbox gives its processes: {@code -Xmx256m} above all. */
final class JavaProcess implements AutoCloseable {
    static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private final Process process;
    private final int port;

    private JavaProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** A server process of the sandbox; returns when it serves. */
    static JavaProcess serving(Class<?> main, Path directory) throws IOException {
        int port = freePort();
        List<String> arguments = List.of(
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                directory.toString(),
                String.valueOf(port));
        Process process = command(arguments)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        String line = said.readLine();
        if (!"READY".equals(line)) {
            process.destroyForcibly();
            throw new IllegalStateException("%s said %s".formatted(main.getSimpleName(), line));
        }
        return new JavaProcess(process, port);
    }

    /** A program with this much heap that runs to its end. */
    static void run(Class<?> main, String heap, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of(java(), "-Xmx" + heap, "-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        int code = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (code != 0) {
            throw new IllegalStateException("%s ended with %d".formatted(main.getSimpleName(), code));
        }
    }

    /** A packaged service; the caller waits for it. */
    static JavaProcess packaged(Path jar, Path log, Map<String, String> environment) throws IOException {
        int port = freePort();
        ProcessBuilder builder = command(List.of("-jar", jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("QUARKUS_HTTP_PORT", String.valueOf(port));
        return new JavaProcess(builder.start(), port);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Processor time so far, which other processes of the machine disturb less than the clock. */
    double processorSeconds() {
        return processorSeconds(process.toHandle());
    }

    static double processorSeconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos() / 1e9;
    }

    /** What is reachable in the heap, in bytes, after a full collection. */
    long liveHeap() throws IOException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process histogram = new ProcessBuilder(jcmd.toString(), String.valueOf(process.pid()), "GC.class_histogram")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String total = histogram
                .inputReader(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Total"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no histogram of the heap"));
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder command(List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(java());
        command.addAll(JVM);
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
