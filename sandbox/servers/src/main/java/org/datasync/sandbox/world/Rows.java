package org.datasync.sandbox.world;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Short queries and batches on one connection. */
record Rows(Connection connection) {
    <T> List<T> read(String query, Row<T> row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet result = select.executeQuery()) {
            var rows = new ArrayList<T>();
            while (result.next()) {
                rows.add(row.of(result));
            }
            return List.copyOf(rows);
        }
    }

    /** The key after the greatest so far. */
    int nextKey(String table, String column) throws SQLException {
        return read("SELECT COALESCE(MAX(%s), 0) + 1 FROM dbo.%s".formatted(column, table), result -> result.getInt(1))
                .get(0);
    }

    <T> void batch(String statement, List<T> items, Parameters<T> parameters) throws SQLException {
        try (PreparedStatement prepared = connection.prepareStatement(statement)) {
            for (T item : items) {
                parameters.set(prepared, item);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet result) throws SQLException;
    }

    /** Sets the parameters of one statement. */
    @FunctionalInterface
    interface Parameters<T> {
        void set(PreparedStatement statement, T item) throws SQLException;
    }
}
