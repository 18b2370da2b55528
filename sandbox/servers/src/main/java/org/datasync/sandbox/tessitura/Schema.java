package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables and views; what is there under their names goes first. */
final class Schema {
    private static final Pattern CREATED = Pattern.compile("^CREATE (TABLE|VIEW) dbo\\.(\\w+)");

    private Schema() {}

    static void replace(Connection connection) throws SQLException {
        List<String> statements = Script.statements("schema.sql");
        Set<String> existing = tables(connection);
        for (int i = statements.size() - 1; i >= 0; i--) {
            MatchResult created =
                    CREATED.matcher(statements.get(i)).results().findFirst().orElseThrow();
            if (existing.contains(created.group(2).toUpperCase(Locale.ROOT))) {
                Script.execute(connection, "DROP %s dbo.%s".formatted(created.group(1), created.group(2)));
            }
        }
        for (String statement : statements) {
            Script.execute(connection, statement);
        }
    }

    /** The names of the tables and views in the schema dbo, in capitals. */
    static Set<String> tables(Connection connection) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, "dbo", "%", null)) {
            var names = new HashSet<String>();
            while (found.next()) {
                names.add(found.getString("TABLE_NAME").toUpperCase(Locale.ROOT));
            }
            return names;
        }
    }
}
