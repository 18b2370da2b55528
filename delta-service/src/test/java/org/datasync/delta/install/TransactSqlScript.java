package org.datasync.delta.install;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A script of {@code deploy/sqlserver}: batches between lines {@code GO}. A server that speaks T-SQL gets each batch as
 * it is. For the embedded database the frame around the statements ({@code IF}, {@code BEGIN}, {@code END},
 * transactions) is carried out here, conditions being asked of the database; a few statements it spells differently
 * are translated; what it has not got (the right to execute) is left out.
 */
public final class TransactSqlScript {
    private static final Path FOLDER = Path.of("..", "deploy", "sqlserver");
    private static final Pattern GUARD = Pattern.compile("IF (.+?)\n(.+)", Pattern.DOTALL);
    private static final Pattern GUARDS = Pattern.compile("\n(?=IF )");
    private static final Pattern ERROR = Pattern.compile("RAISERROR\\(N'(.+?)', 16, 1\\)");
    private static final Pattern FRAME =
            Pattern.compile("BEGIN|BEGIN TRANSACTION;|COMMIT TRANSACTION;|END|SET \\w+ \\w+;");
    private static final Map<Pattern, String> TRANSLATIONS = Map.of(
            Pattern.compile(" COLLATE Latin1_General_BIN2"), "",
            Pattern.compile("DROP INDEX (\\w+) ON dbo\\.\\w+"), "DROP INDEX dbo.$1",
            Pattern.compile("sys\\.database_principals WHERE name"), "INFORMATION_SCHEMA.ROLES WHERE ROLE_NAME",
            Pattern.compile("GRANT EXECUTE ON [^;]+;"), "");

    private final String text;

    private TransactSqlScript(String text) {
        this.text = text;
    }

    public static TransactSqlScript read(String name) {
        try {
            return new TransactSqlScript(Files.readString(FOLDER.resolve(name)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As a site does whose tables are called otherwise. */
    public TransactSqlScript replace(String what, String with) {
        return new TransactSqlScript(text.replace(what, with));
    }

    /** Without comments and empty lines. */
    List<String> batches() {
        String bare = text.lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("--"))
                .collect(Collectors.joining("\n", "", "\n"));
        return Stream.of(bare.split("(?m)^GO\n"))
                .map(String::strip)
                .filter(batch -> !batch.isEmpty())
                .toList();
    }

    public void run(Connection connection) throws SQLException {
        boolean embedded = connection.getMetaData().getDatabaseProductName().equals("H2");
        for (String batch : batches()) {
            if (embedded) {
                for (String part : GUARDS.split(translated(batch))) {
                    runEmbedded(connection, part);
                }
            } else {
                execute(connection, batch);
            }
        }
    }

    private static void runEmbedded(Connection connection, String part) throws SQLException {
        Matcher guard = GUARD.matcher(part);
        boolean guarded = guard.matches();
        if (guarded && !holds(connection, guard.group(1))) {
            return;
        }
        String body = guarded ? guard.group(2) : part;
        Matcher error = ERROR.matcher(body);
        if (error.find()) {
            throw new SQLException(error.group(1));
        }
        String statements = body.lines()
                .filter(line -> !FRAME.matcher(line.strip()).matches())
                .collect(Collectors.joining("\n"));
        for (String statement : statements.split(";\n|;$")) {
            if (!statement.isBlank()) {
                execute(connection, statement);
            }
        }
    }

    private static boolean holds(Connection connection, String condition) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT CASE WHEN " + condition + " THEN 1 ELSE 0 END")) {
            result.next();
            return result.getInt(1) == 1;
        }
    }

    private static String translated(String batch) {
        String text = batch;
        for (Map.Entry<Pattern, String> translation : TRANSLATIONS.entrySet()) {
            text = translation.getKey().matcher(text).replaceAll(translation.getValue());
        }
        return text;
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
