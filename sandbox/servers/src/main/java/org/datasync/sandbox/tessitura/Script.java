package org.datasync.sandbox.tessitura;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Statements from a resource of this package. A statement ends with a semicolon at the end of a line. */
final class Script {
    private Script() {}

    static List<String> statements(String resource) {
        try (InputStream sql = Script.class.getResourceAsStream("/tessitura/" + resource)) {
            if (sql == null) {
                throw new IllegalStateException("no resource " + resource);
            }
            String text = new String(sql.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("--"))
                    .collect(Collectors.joining("\n", "", "\n"));
            return Arrays.stream(text.split(";\n"))
                    .map(String::strip)
                    .filter(statement -> !statement.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
