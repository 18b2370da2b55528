package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalInt;

/** Remembers in the database that the synthetic Tessitura is complete. */
final class Progress {
    private static final String TABLE = "LT_SANDBOX_TESSITURA";

    private Progress() {}

    /** The number of constituents of a complete one. */
    static OptionalInt constituents(Connection connection) throws SQLException {
        if (!Schema.tables(connection).contains(TABLE)) {
            return OptionalInt.empty();
        }
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT constituents FROM dbo." + TABLE)) {
            return row.next() ? OptionalInt.of(row.getInt(1)) : OptionalInt.empty();
        }
    }

    static void finish(Connection connection, int constituents, long seed) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO dbo." + TABLE + " (constituents, seed) VALUES (?, ?)")) {
            insert.setInt(1, constituents);
            insert.setLong(2, seed);
            insert.executeUpdate();
        }
    }
}
