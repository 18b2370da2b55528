package org.datasync.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.datasync.e2e.FreshDirectory;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Options;
import org.datasync.sandbox.system.Ports;
import org.datasync.sandbox.system.Terminal;

/**
 * A system in which time passes faster. Its Prospect2 writes no file, as that of the launcher does every few seconds,
 * which takes a while with hundreds of thousands of contacts.
 */
final class DaySystem implements AutoCloseable {
    private static final String KEY = "benchmark-key";

    final Prospect2Server account;
    final LocalSystem system;

    DaySystem(Path root, Path directory, int constituents, int speed, Terminal terminal) {
        account = Prospect2Server.builder()
                .settings("{\"key\":\"%s\",\"timeScale\":%d}".formatted(KEY, speed))
                .log(100, 100)
                .start();
        try {
            system = LocalSystem.start(
                    new Options(
                            root,
                            FreshDirectory.at(directory),
                            constituents,
                            Duration.ofSeconds(1),
                            speed,
                            Optional.of(URI.create(account.url())),
                            KEY,
                            Ports.free(),
                            hurried(speed)),
                    terminal);
        } catch (RuntimeException e) {
            account.close();
            throw e;
        }
    }

    /** What waits by the clock for somebody outside waits as much shorter as time passes faster. */
    private static Map<String, String> hurried(int speed) {
        return Map.of(
                "DATASYNC_DELTA_GENERATION_COUNT_PAUSE",
                        Duration.ofSeconds(1).dividedBy(speed).toString(),
                "DATASYNC_DELTA_CHANGES_INTERVAL",
                        Duration.ofMinutes(1).dividedBy(speed).toString(),
                "DATASYNC_CONNECTOR_BULK_LINGER",
                        Duration.ofSeconds(1).dividedBy(speed).toString());
    }

    /** MB on disk below a path; files that the broker makes larger than their content do not count. */
    double megabytes(String start) {
        Path data = system.options().directory();
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(file -> data.relativize(file).toString().startsWith(start))
                            .filter(file -> file.toString().matches(".*\\.(db|log)"))
                            .mapToLong(file -> file.toFile().length())
                            .sum()
                    / (1024.0 * 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        system.close();
        account.close();
    }
}
