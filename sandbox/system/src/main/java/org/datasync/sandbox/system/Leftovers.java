package org.datasync.sandbox.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Remembers which processes were started in a directory. A launcher that was killed could not stop its services; the
 * next start in that directory does.
 */
final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Path file;

    Leftovers(Path directory) {
        this.file = directory.resolve("processes");
    }

    /** A number alone does not name a process: it is used again. So the time of its start is kept with it. */
    synchronized void remember(ProcessHandle process) {
        process.info()
                .startInstant()
                .ifPresent(start -> write("%d %d%n".formatted(process.pid(), start.toEpochMilli())));
    }

    /** Ends what an earlier launcher has left running, to be called by the only one that works in the directory. */
    void end(Terminal terminal) {
        List<ProcessHandle> left = lines().stream()
                .map(Leftovers::process)
                .flatMap(Optional::stream)
                .toList();
        if (!left.isEmpty()) {
            terminal.say("ending %d processes that a killed start has left running", left.size());
        }
        left.forEach(ProcessHandle::destroy);
        left.forEach(Leftovers::awaitEnd);
        forget();
    }

    void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(String line) {
        String[] parts = line.trim().split(" ");
        if (parts.length != 2) {
            return Optional.empty();
        }
        Instant start = Instant.ofEpochMilli(Long.parseLong(parts[1]));
        return ProcessHandle.of(Long.parseLong(parts[0])).filter(process -> process.info()
                .startInstant()
                .map(there -> there.toEpochMilli() == start.toEpochMilli())
                .orElse(false));
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> lines() {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String line) {
        try {
            Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
