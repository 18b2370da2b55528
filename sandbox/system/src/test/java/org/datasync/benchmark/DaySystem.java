package org.datasync.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
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
                        Duration.ofMillis(500).dividedBy(speed).toString(),
                "DATASYNC_DELTA_CHANGES_INTERVAL",
                        Duration.ofMinutes(1).dividedBy(speed).toString(),
                "DATASYNC_CONNECTOR_BULK_LINGER",
                        Duration.ofSeconds(1).dividedBy(speed).toString());
    }

    /** MB on disk of each file that holds data, by its path; the broker makes others larger than their content. */
    Map<String, Double> megabytes() {
        Path data = system.options().directory();
        var sizes = new HashMap<String, Double>();
        try {
            Files.walkFileTree(data, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().matches(".*\\.(db|log)")) {
                        sizes.put(data.relativize(file).toString(), attributes.size() / (1024.0 * 1024));
                    }
                    return FileVisitResult.CONTINUE;
                }

                /** The servers are running: what is gone when it is looked at takes no room. */
                @Override
                public FileVisitResult visitFileFailed(Path file, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException gone) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Map.copyOf(sizes);
    }

    @Override
    public void close() {
        system.close();
        account.close();
    }
}
