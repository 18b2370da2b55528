package org.datasync.sandbox.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
import org.h2.tools.Server;

/**
 * The embedded database as a server for several processes: loopback only, files in one directory, SQL Server mode. A
 * commit that was acknowledged is on disk, whatever happens to the process a moment later.
 */
public final class DatabaseServer implements AutoCloseable {
    public static final String USER = "sa";
    public static final String PASSWORD = "";

    private static final String FILE_SUFFIX = ".mv.db";
    /**
     * WRITE_DELAY=0: with the default a killed process loses half a second of acknowledged commits.
     * DB_CLOSE_DELAY=-1: otherwise the database is closed and opened again between two short connections.
     * TIME ZONE: a database server has one wall clock, wherever its clients believe to be.
     */
    private static final String SETTINGS = String.join(
            ";",
            "MODE=MSSQLServer",
            "DATABASE_TO_UPPER=FALSE",
            "CASE_INSENSITIVE_IDENTIFIERS=TRUE",
            "WRITE_DELAY=0",
            "LOCK_TIMEOUT=10000",
            "DB_CLOSE_DELAY=-1",
            "TIME ZONE=" + ZoneId.systemDefault().getId(),
            "INIT=CREATE SCHEMA IF NOT EXISTS dbo");

    static {
        // Both are read once, when the first class of the database is loaded. The cache of values costs a quarter of
        // the processor time in a small heap.
        System.setProperty("h2.bindAddress", "127.0.0.1");
        System.setProperty("h2.objectCache", "false");
    }

    private final Path directory;
    private final Server server;

    private DatabaseServer(Path directory, Server server) {
        this.directory = directory;
        this.server = server;
    }

    /** Starts the server on this port, 0 for a free one; databases are created in the directory when first used. */
    public static DatabaseServer start(Path directory, int port) {
        try {
            Files.createDirectories(directory);
            Server server = Server.createTcpServer(
                            "-tcpPort",
                            String.valueOf(port),
                            "-ifNotExists",
                            "-baseDir",
                            directory.toAbsolutePath().toString())
                    .start();
            if (port != 0 && server.getPort() != port) {
                server.stop();
                throw new IllegalStateException("port %d is taken".formatted(port));
            }
            return new DatabaseServer(directory, server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot serve databases on port " + port, e);
        }
    }

    public int port() {
        return server.getPort();
    }

    /** The JDBC address of a database; connecting creates it. */
    public String url(String name) {
        return url(port(), name);
    }

    /** The JDBC address of a database on a server in another process of this machine. */
    public static String url(int port, String name) {
        if (!name.matches("[A-Za-z0-9_-]+")) {
            throw new IllegalArgumentException("not a database name: " + name);
        }
        return "jdbc:h2:tcp://localhost:%d/./%s;%s".formatted(port, name, SETTINGS);
    }

    public Connection connect(String name) throws SQLException {
        return DriverManager.getConnection(url(name), USER, PASSWORD);
    }

    /** Ends open transactions, closes the database files in good order and frees the port. */
    @Override
    public void close() {
        try {
            for (String name : databases()) {
                shutDown(name);
            }
        } finally {
            server.stop();
        }
    }

    private void shutDown(String name) {
        try (Connection connection = connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot close database " + name, e);
        }
    }

    private List<String> databases() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(FILE_SUFFIX))
                    .map(file -> file.substring(0, file.length() - FILE_SUFFIX.length()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
