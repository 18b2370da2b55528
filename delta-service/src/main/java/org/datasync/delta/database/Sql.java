package org.datasync.delta.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * SQL with names in braces. What takes the place of a name is a number, a name of a database object or other SQL of
 * ours; values that come from outside are parameters.
 *
 * <p>Immutable: {@link #with} returns a new one.
 */
public final class Sql {
    private static final Pattern TOKEN = Pattern.compile("\\{([A-Za-z0-9.]+)}");
    private static final DateTimeFormatter MICROSECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS");
    /** The embedded database makes one round trip for 100 rows by default. */
    private static final int ROWS_OF_A_FETCH = 1000;

    private static final Map<String, String> RESOURCES = new ConcurrentHashMap<>();

    private final Map<String, String> tokens;

    private Sql(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    public static Sql of(Names names) {
        return new Sql(names.tokens());
    }

    public Sql with(String name, long value) {
        return fragment(name, Long.toString(value));
    }

    /** Numbers for {@code IN}: never empty, for that is no SQL. */
    public Sql with(String name, List<? extends Number> values) {
        return fragment(
                name,
                values.isEmpty() ? "-1" : values.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    public Sql with(String name, Instant value) {
        return fragment(
                name, "CAST('" + MICROSECONDS.format(value.atOffset(ZoneOffset.UTC)) + "+00:00' AS DATETIMEOFFSET(6))");
    }

    /** SQL of ours, never anything that came from outside. */
    public Sql fragment(String name, String sql) {
        Map<String, String> more = new HashMap<>(tokens);
        more.put(name, sql);
        return new Sql(Map.copyOf(more));
    }

    /** A fragment from a resource. */
    public Sql resource(String name, String resource) {
        return fragment(name, load(resource));
    }

    /** The statement with everything in its place. */
    public String render(String sql) {
        String text = sql;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            text = matcher.reset(text).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1))));
            matcher = TOKEN.matcher(text);
        }
        return text;
    }

    /** Runs a resource of {@code /sql} and returns how many rows it changed. */
    public int update(Connection connection, String resource, Object... parameters) throws SQLException {
        return execute(connection, load(resource), parameters);
    }

    public int execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(render(sql))) {
            bind(statement, parameters);
            return statement.executeUpdate();
        }
    }

    public <T> T query(Connection connection, String sql, Rows<T> rows, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(render(sql))) {
            statement.setFetchSize(ROWS_OF_A_FETCH);
            bind(statement, parameters);
            try (ResultSet result = statement.executeQuery()) {
                return rows.read(result);
            }
        }
    }

    /** The only number of a query. */
    public long number(Connection connection, String sql, Object... parameters) throws SQLException {
        return query(
                connection,
                sql,
                result -> {
                    result.next();
                    return result.getLong(1);
                },
                parameters);
    }

    public static String load(String resource) {
        return RESOURCES.computeIfAbsent(resource, name -> {
            try (InputStream stream = Sql.class.getResourceAsStream("/sql/" + name + ".sql")) {
                if (stream == null) {
                    throw new IllegalStateException("no statement " + name);
                }
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .filter(line -> !line.startsWith("--"))
                        .collect(Collectors.joining("\n"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** Adapts a row reader to a list. */
    public static <T> Rows<List<T>> list(Row<T> row) {
        return result -> {
            List<T> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(row.read(result));
            }
            return rows;
        };
    }

    private String value(String name) {
        String value = tokens.get(name);
        if (value == null) {
            throw new IllegalStateException("nothing for {" + name + "}");
        }
        return value;
    }

    private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            Object value = parameters[i];
            if (value instanceof Instant) {
                statement.setObject(i + 1, OffsetDateTime.ofInstant((Instant) value, ZoneOffset.UTC));
            } else {
                statement.setObject(i + 1, value);
            }
        }
    }

    /** Reads a whole result. */
    @FunctionalInterface
    public interface Rows<T> {
        T read(ResultSet result) throws SQLException;
    }

    /** Reads one row. */
    @FunctionalInterface
    public interface Row<T> {
        T read(ResultSet result) throws SQLException;
    }
}
