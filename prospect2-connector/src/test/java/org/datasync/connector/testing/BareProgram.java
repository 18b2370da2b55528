package org.datasync.connector.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.datasync.sandbox.database.TestDatabase;

/**
 * What the speed of the service is compared with: no events, no checks, nothing for the case of a failure. It inserts
 * the rows into a table with the columns and indexes of the service's, marks them sent and then done in batches of 250,
 * and posts the same batches.
 */
public final class BareProgram {
    private static final int INSERTED_AT_ONCE = 1_000;
    private static final int SENT_AT_ONCE = 250;

    private final TestDatabase database;
    private final String url;
    private final String key;

    public BareProgram(TestDatabase database, String url, String key) {
        this.database = database;
        this.url = url;
        this.key = key;
    }

    /** Inserts the rows into a table of its own; how long that took. */
    public Duration insert(List<String> addresses) throws SQLException {
        try (Connection connection = database.connect()) {
            createTable(connection);
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int from = 0; from < addresses.size(); from += INSERTED_AT_ONCE) {
                int to = Math.min(from + INSERTED_AT_ONCE, addresses.size());
                insert(connection, from, addresses.subList(from, to));
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    /** Sends the inserted rows, a batch after the other; how long that took. */
    public Duration send(List<String> addresses, String tag) throws SQLException, IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            long start = System.nanoTime();
            for (int from = 0; from < addresses.size(); from += SENT_AT_ONCE) {
                int to = Math.min(from + SENT_AT_ONCE, addresses.size());
                mark(connection, "BATCHED", from, to);
                post(client, addresses.subList(from, to), tag);
                mark(connection, "SETTLED", from, to);
            }
            return Duration.ofNanos(System.nanoTime() - start);
        }
    }

    private static void createTable(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE dbo.bare (
                      id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY, run_no BIGINT NOT NULL, sequence BIGINT NOT NULL,
                      address_no INT NOT NULL, constituent_no INT NOT NULL, operation NVARCHAR(7) NOT NULL,
                      address NVARCHAR(80) NOT NULL, address_key NVARCHAR(80) NOT NULL, profile NVARCHAR(MAX) NULL,
                      lane NVARCHAR(10) NOT NULL, state NVARCHAR(8) NOT NULL, batch_no BIGINT NULL, attempt INT NOT NULL,
                      first_failed_at DATETIMEOFFSET(6) NULL, next_attempt_at DATETIMEOFFSET(6) NULL,
                      outcome NVARCHAR(9) NULL, reason NVARCHAR(250) NULL, changed_at DATETIMEOFFSET(6) NOT NULL)
                    """);
            // As many numbers at once as the service takes: with the default the bare program would be slower.
            statement.execute("ALTER TABLE dbo.bare ALTER COLUMN id SET CACHE 10000");
            statement.execute("ALTER TABLE dbo.bare ADD CONSTRAINT uq_bare UNIQUE (run_no, sequence, address_no)");
            statement.execute("CREATE INDEX ix_bare_work ON dbo.bare (run_no, state, lane, id)");
            statement.execute("CREATE INDEX ix_bare_batch ON dbo.bare (batch_no, id)");
            statement.execute("CREATE INDEX ix_bare_key ON dbo.bare (address_key, run_no)");
        }
    }

    private static void insert(Connection connection, int from, List<String> addresses) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO dbo.bare (run_no, sequence, address_no, constituent_no, operation, address, address_key, profile,
                  lane, state, attempt, changed_at) VALUES (1, ?, 1, ?, 'TAG', ?, ?, ?, 'BULK', 'READY', 0, ?)
                """)) {
            int sequence = from;
            for (String address : addresses) {
                statement.setLong(1, sequence);
                statement.setInt(2, sequence++);
                statement.setString(3, address);
                statement.setString(4, address);
                statement.setString(5, "{\"firstName\":\"Ada\",\"lastName\":\"Byron\",\"fields\":{}}");
                statement.setObject(6, OffsetDateTime.now(ZoneOffset.UTC));
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    private static void mark(Connection connection, String state, int from, int to) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE dbo.bare SET state = ?, changed_at = ? WHERE run_no = 1 AND sequence >= ? AND sequence < ?")) {
            statement.setString(1, state);
            statement.setObject(2, OffsetDateTime.now(ZoneOffset.UTC));
            statement.setLong(3, from);
            statement.setLong(4, to);
            statement.executeUpdate();
        }
        connection.commit();
    }

    private void post(HttpClient client, List<String> addresses, String tag) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("{\"contacts\":[");
        for (int i = 0; i < addresses.size(); i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"email\":\"")
                    .append(addresses.get(i))
                    .append("\",\"first_name\":\"Ada\",\"last_name\":\"Byron\",\"tags\":[\"")
                    .append(tag)
                    .append("\"]}");
        }
        body.append("],\"exclude_automations\":false}");
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(url + "/api/3/import/bulk_import"))
                        .header("Api-Token", key)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("status " + answer.statusCode());
        }
    }
}
