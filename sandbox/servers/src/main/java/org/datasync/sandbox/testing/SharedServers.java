package org.datasync.sandbox.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.stream.Stream;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.tessitura.Tessitura;

/**
 * The servers of this JVM, each started when first asked for and stopped when the JVM ends. {@link Servers} calls it
 * through the system class loader, so only types of the JDK go in and out.
 */
final class SharedServers {
    private static final Deque<AutoCloseable> STARTED = new ArrayDeque<>();
    private static Path directory;
    private static KafkaCluster kafka;
    private static DatabaseServer database;

    private SharedServers() {}

    static synchronized String kafka() {
        if (kafka == null) {
            kafka = started(KafkaCluster.single(directory().resolve("kafka"), 0));
            kafka.createTopics(TopicList.ofContracts());
        }
        return kafka.bootstrapServers();
    }

    static synchronized String databaseUrl(String name) {
        if (database == null) {
            database = started(DatabaseServer.start(directory().resolve("database"), 0));
        }
        return database.url(name);
    }

    /** The same, holding a synthetic Tessitura of at least one constituent. */
    static synchronized String tessituraUrl(String name, Integer constituents) throws SQLException {
        String url = databaseUrl(name);
        try (Connection connection = database.connect(name)) {
            Tessitura.create(connection, constituents, Tessitura.SEED);
        }
        return url;
    }

    private static Path directory() {
        if (directory == null) {
            directory = Path.of(
                            "target",
                            "servers",
                            String.valueOf(ProcessHandle.current().pid()))
                    .toAbsolutePath();
            delete(directory);
            Runtime.getRuntime().addShutdownHook(new Thread(SharedServers::stop, "stop-servers"));
        }
        return directory;
    }

    private static <T extends AutoCloseable> T started(T server) {
        STARTED.push(server);
        return server;
    }

    private static void stop() {
        STARTED.forEach(server -> {
            try {
                server.close();
            } catch (Exception e) {
                throw new IllegalStateException("a server did not stop", e);
            }
        });
        delete(directory);
    }

    private static void delete(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
