package org.datasync.delta.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.datasync.delta.database.Names;

/** An empty database with Tessitura's schema and our tables. */
public final class DeltaDatabase {
    private static final Names NAMES = Names.DEFAULT;
    private static final Map<String, String> PARAMETERS = Map.of(
            "${p2}",
            NAMES.p2(),
            "${contents}",
            NAMES.contents(),
            "${views}",
            NAMES.views(),
            "${tessitura}",
            NAMES.tessitura());

    private DeltaDatabase() {}

    /** A connection to a new database. Closing it ends the database. */
    public static Connection create() throws SQLException {
        Connection connection = empty();
        prepare(connection);
        return connection;
    }

    /** A connection to a new database with the schema only. */
    public static Connection empty() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";INIT=CREATE SCHEMA IF NOT EXISTS dbo");
    }

    /** Makes both schemas where there are none. */
    public static void prepare(Connection connection) throws SQLException {
        run(connection, statements(text("/tessitura/schema.sql")));
        run(connection, statements(text("/tessitura/indexes.sql")));
        migrate(connection);
    }

    /** Our tables and views. */
    public static void migrate(Connection connection) throws SQLException {
        for (String file : List.of("0001-tables", "0002-views", "0003-changes")) {
            for (String changeSet : text("/db/changelog/" + file + ".sql").split("--changeset ")) {
                String foreign = isH2(connection) ? "dbms:mssql" : "dbms:h2";
                if (!changeSet.lines().findFirst().orElse("").contains(foreign)) {
                    run(connection, statements(changeSet.substring(changeSet.indexOf('\n') + 1)));
                }
            }
        }
    }

    private static boolean isH2(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> statements(String script) {
        String text = script;
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            text = text.replace(parameter.getKey(), parameter.getValue());
        }
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("--")) {
                statement.append(line).append('\n');
            }
            if (line.endsWith(";")) {
                statements.add(statement.substring(0, statement.lastIndexOf(";")));
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String text(String resource) {
        try (InputStream stream = DeltaDatabase.class.getResourceAsStream(resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
