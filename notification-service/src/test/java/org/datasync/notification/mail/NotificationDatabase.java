package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** A new database in this JVM with the tables of this service. */
final class NotificationDatabase {
    private static final List<String> CHANGES = List.of("001-schema", "002-mail", "003-course", "004-recipients");

    private NotificationDatabase() {}

    static DataSource create() throws SQLException {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE;DB_CLOSE_DELAY=-1"
                + ";INIT=CREATE SCHEMA IF NOT EXISTS dbo");
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String change : CHANGES) {
                for (String sql : script(change).split(";")) {
                    if (!sql.isBlank()) {
                        statement.execute(sql);
                    }
                }
            }
        }
        return database;
    }

    /** Without its comments. */
    private static String script(String name) {
        try (InputStream file = NotificationDatabase.class.getResourceAsStream("/db/changelog/" + name + ".sql")) {
            return new String(file.readAllBytes(), UTF_8).replaceAll("(?m)^--.*$", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
