package org.datasync.delta.tessitura;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.datasync.delta.database.Sql;

/** Forms of address. Not every Tessitura keeps them where we know: then constituents go without. */
public final class Prefixes {
    /** "No such table", as the standard and SQL Server say it. */
    private static final Set<String> MISSING = Set.of("42S02", "S0002");

    private Prefixes() {}

    /** Gives the statements the prefix of the constituent {@code c}. */
    public static Sql into(Connection connection, Sql sql) throws SQLException {
        boolean known = areKnown(connection, sql);
        return sql.fragment("prefix", known ? "x.description" : "NULL")
                .fragment("prefixes", known ? "LEFT JOIN {tessitura}TR_PREFIX x ON x.id = c.prefix" : "");
    }

    private static boolean areKnown(Connection connection, Sql sql) throws SQLException {
        try {
            return sql.query(
                    connection, "SELECT id, description FROM {tessitura}TR_PREFIX WHERE 1 = 0", result -> true);
        } catch (SQLException e) {
            if (MISSING.contains(e.getSQLState())) {
                return false;
            }
            throw e;
        }
    }
}
