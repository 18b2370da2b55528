package org.datasync.connector.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The tables of the service in a database in memory, without Liquibase, whose lock needs the container. */
public final class Tables {
    private static final List<String> FILES =
            List.of("001-schema", "002-work", "003-account", "004-walk", "005-doubt", "006-speed", "007-questions");

    private Tables() {}

    /** They last as long as the connection. */
    public static Connection create() throws SQLException, IOException {
        Connection connection = DriverManager.getConnection(
                "jdbc:h2:mem:;MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE");
        try (Statement statement = connection.createStatement()) {
            for (String file : FILES) {
                for (String sql : text(file).replaceAll("(?m)^ *--.*$", "").split(";")) {
                    // Only SQL Server knows collations by these names.
                    if (!sql.isBlank() && !sql.contains("COLLATE")) {
                        statement.execute(sql);
                    }
                }
            }
        }
        return connection;
    }

    private static String text(String file) throws IOException {
        try (InputStream script = Tables.class.getResourceAsStream("/db/changelog/connector-" + file + ".sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
