package org.datasync.connector.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Plain JDBC with less text. Instants go in and out as UTC. */
public final class Sql {
    private Sql() {}

    public static int update(Connection connection, String sql, Object... arguments) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            return statement.executeUpdate();
        }
    }

    public static <T> List<T> list(Connection connection, String sql, RowReader<T> reader, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, arguments);
            try (ResultSet rows = statement.executeQuery()) {
                List<T> list = new ArrayList<>();
                while (rows.next()) {
                    list.add(reader.read(rows));
                }
                return list;
            }
        }
    }

    public static <T> Optional<T> first(Connection connection, String sql, RowReader<T> reader, Object... arguments)
            throws SQLException {
        List<T> list = list(connection, sql, reader, arguments);
        return list.isEmpty() ? Optional.empty() : Optional.of(list.get(0));
    }

    /** Inserts one row and returns the number that the database gave it. */
    public static long insert(Connection connection, String sql, String numberColumn, Object... arguments)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql, new String[] {numberColumn})) {
            bind(statement, arguments);
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                if (!keys.next()) {
                    throw new SQLException("the database gave no number");
                }
                return keys.getLong(1);
            }
        }
    }

    public static void bind(PreparedStatement statement, Object... arguments) throws SQLException {
        for (int i = 0; i < arguments.length; i++) {
            Object value = arguments[i];
            if (value == null) {
                statement.setNull(i + 1, Types.NVARCHAR);
            } else if (value instanceof Instant instant) {
                statement.setObject(i + 1, utc(instant));
            } else if (value instanceof Enum<?> name) {
                statement.setString(i + 1, name.name());
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** {@code (?,?,?)} for that many values. */
    public static String in(int values) {
        return "(" + String.join(",", Collections.nCopies(values, "?")) + ")";
    }

    public static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Null where the column is. */
    public static Instant instant(ResultSet rows, String column) throws SQLException {
        OffsetDateTime value = rows.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** Null where the column is. */
    public static Long number(ResultSet rows, String column) throws SQLException {
        long value = rows.getLong(column);
        return rows.wasNull() ? null : value;
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
