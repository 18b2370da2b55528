package org.datasync.sandbox.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.datasync.sandbox.process.DatabaseProcess;
import org.datasync.sandbox.process.JavaProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseServerIT {
    private static final int ROUNDS = 3;
    private static final int WRITERS = 2;

    @TempDir
    private Path directory;

    @Test
    void dataSurviveAStopAndANewStartOnAnotherPort() throws Exception {
        try (var server = DatabaseServer.start(directory, 0)) {
            execute(server, "CREATE TABLE dbo.T (id int NOT NULL PRIMARY KEY, [text] nvarchar(20))");
            execute(server, "INSERT INTO dbo.T (id, [text]) VALUES (1, N'kept')");
        }

        try (var server = DatabaseServer.start(directory, 0)) {
            assertThat(number(server.url("p2"), "SELECT COUNT(*) FROM dbo.T WHERE [text] = N'kept'"))
                    .isEqualTo(1);
        }
    }

    @Test
    void twoDatabasesOfOneServerAreStrangersToEachOther() throws Exception {
        try (var server = DatabaseServer.start(directory, 0)) {
            execute(server, "CREATE TABLE dbo.T (id int NOT NULL PRIMARY KEY)");

            try (Connection other = server.connect("other")) {
                assertThat(other.getMetaData().getTables(null, "dbo", "T", null).next())
                        .isFalse();
            }
        }
    }

    @Test
    void itListensOnLoopbackOnly() throws Exception {
        try (var server = DatabaseServer.start(directory, 0)) {
            for (InetAddress address : outsideAddresses()) {
                assertThatThrownBy(() -> new Socket(address, server.port()).close())
                        .as("connecting to %s", address)
                        .isInstanceOf(java.io.IOException.class);
            }
        }
    }

    @Test
    void aTakenPortIsRefused() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> DatabaseServer.start(directory, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aNameThatLeavesTheDirectoryIsRefused() {
        assertThatThrownBy(() -> DatabaseServer.url(1, "../elsewhere")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void noAcknowledgedCommitIsLostWhenTheProcessIsKilled() throws Exception {
        int port = freePort();
        String url = DatabaseServer.url(port, "p2");
        var acknowledged = new AtomicInteger();
        var attempted = new AtomicInteger();

        for (int round = 1; round <= ROUNDS; round++) {
            try (var server = JavaProcess.serving(DatabaseProcess.class, directory, port)) {
                if (round == 1) {
                    createCommits(url);
                }
                int before = acknowledged.get();
                List<Thread> writers = startWriters(url, attempted, acknowledged);
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> acknowledged.get() - before, done -> done >= 300);
                server.kill();
                for (Thread writer : writers) {
                    writer.join();
                }
            }
            try (var server = JavaProcess.serving(DatabaseProcess.class, directory, port)) {
                assertThat(number(url, "SELECT COUNT(*) FROM dbo.COMMITTED"))
                        .as("rows after round %d", round)
                        .isBetween(acknowledged.get(), acknowledged.get() + round * WRITERS);
                server.kill();
            }
        }
    }

    private static void createCommits(String url) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, DatabaseServer.PASSWORD);
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE dbo.COMMITTED (id int NOT NULL PRIMARY KEY)");
        }
    }

    private static List<Thread> startWriters(String url, AtomicInteger attempted, AtomicInteger acknowledged) {
        var writers = new ArrayList<Thread>();
        for (int i = 0; i < WRITERS; i++) {
            var writer = new Thread(() -> commitUntilTheServerIsGone(url, attempted, acknowledged));
            writer.start();
            writers.add(writer);
        }
        return writers;
    }

    private static void commitUntilTheServerIsGone(String url, AtomicInteger attempted, AtomicInteger acknowledged) {
        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, DatabaseServer.PASSWORD);
                var insert = connection.prepareStatement("INSERT INTO dbo.COMMITTED (id) VALUES (?)")) {
            connection.setAutoCommit(false);
            while (true) {
                insert.setInt(1, attempted.incrementAndGet());
                insert.executeUpdate();
                connection.commit();
                acknowledged.incrementAndGet();
            }
        } catch (SQLException expected) {
            assertThat(expected.getSQLState()).as(expected.getMessage()).startsWith("9");
        }
    }

    private static void execute(DatabaseServer server, String sql) throws SQLException {
        try (Connection connection = server.connect("p2");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int number(String url, String query) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, DatabaseServer.USER, DatabaseServer.PASSWORD);
                var statement = connection.createStatement();
                var result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static List<InetAddress> outsideAddresses() throws Exception {
        return Collections.list(NetworkInterface.getNetworkInterfaces()).stream()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress())
                .toList();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
