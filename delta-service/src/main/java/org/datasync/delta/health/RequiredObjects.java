package org.datasync.delta.health;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Sql;

/** The tables, views and the procedure that this service needs, and in words what is wrong with them. */
final class RequiredObjects {
    /** "No such table" of SQL Server and of the embedded database. */
    private static final Set<Integer> MISSING = Set.of(208, 42102, 42103, 42104);
    /** "No right" of SQL Server and of the embedded database. */
    private static final Set<Integer> DENIED = Set.of(229, 230, 90096);

    private static final String CONTENTS = "{contents}";
    private static final String MEMBERSHIP_AUDIT = "{views}MEMBERSHIP_AUDIT";

    private final Sql sql;
    private final List<Required> required;
    private final Optional<String> procedure;

    /**
     * @param membershipAudit whether memberships have an audit of their own
     * @param procedure generates lists, where that is the way
     */
    RequiredObjects(Sql sql, boolean membershipAudit, Optional<String> procedure) {
        this.sql = sql;
        this.required = read().stream()
                .filter(object -> membershipAudit || !object.name.equals(MEMBERSHIP_AUDIT))
                .toList();
        this.procedure = procedure;
    }

    static RequiredObjects of(Sql sql, DeltaConfig config) {
        return new RequiredObjects(
                sql,
                config.changes().membershipAudit(),
                config.generation().way() == DeltaConfig.Way.PROCEDURE
                        ? Optional.of(config.generation().procedure())
                        : Optional.empty());
    }

    /**
     * What is missing, one sentence each; nothing is changed by looking.
     *
     * @param rights whether to try the rights to change tables too: that waits for whoever locks one of them
     * @throws SQLException if the database does not answer
     */
    List<String> problems(Connection connection, boolean rights) throws SQLException {
        List<String> problems = new ArrayList<>();
        for (Required object : required) {
            problem(connection, object, rights).ifPresent(problems::add);
        }
        if (procedure.isPresent() && !isThere(connection, procedure.get())) {
            problems.add("procedure " + procedure.get() + " is missing, or there is no right to execute it");
        }
        return problems;
    }

    private Optional<String> problem(Connection connection, Required object, boolean rights) throws SQLException {
        String name = sql.render(object.name);
        Set<String> missing = new TreeSet<>(object.columns);
        try {
            missing.removeAll(columns(connection, name));
        } catch (SQLException e) {
            return Optional.of(name + reason(e, "read"));
        }
        if (object.name.equals(CONTENTS) && missing.contains("sync_id")) {
            return Optional.of(name + " belongs to somebody else and is left alone: install ours under another name"
                    + " and set datasync.delta.tables.list-contents to it");
        }
        if (!missing.isEmpty()) {
            return Optional.of(name + " has no column " + String.join(", ", missing));
        }
        return rights && object.write ? denied(connection, name, object.lastColumn()) : Optional.empty();
    }

    /** Tries each change on no row: the right is asked for all the same. */
    private static Optional<String> denied(Connection connection, String table, String column) throws SQLException {
        List<String> denied = new ArrayList<>();
        for (String change : List.of(
                "INSERT INTO %1$s (%2$s) SELECT %2$s FROM %1$s WHERE 1 = 0",
                "UPDATE %1$s SET %2$s = %2$s WHERE 1 = 0", "DELETE FROM %1$s WHERE 1 = 0")) {
            try (PreparedStatement statement = connection.prepareStatement(change.formatted(table, column))) {
                statement.executeUpdate();
            } catch (SQLException e) {
                if (!DENIED.contains(e.getErrorCode())) {
                    throw e;
                }
                denied.add(change.substring(0, change.indexOf(' ')));
            }
        }
        return denied.isEmpty() ? Optional.empty() : Optional.of(table + ": no right to " + String.join(", ", denied));
    }

    private static Set<String> columns(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + name + " WHERE 1 = 0");
                ResultSet result = statement.executeQuery()) {
            ResultSetMetaData found = result.getMetaData();
            Set<String> columns = new TreeSet<>();
            for (int i = 1; i <= found.getColumnCount(); i++) {
                columns.add(found.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        }
    }

    private static String reason(SQLException e, String what) throws SQLException {
        if (MISSING.contains(e.getErrorCode())) {
            return " is missing";
        }
        if (DENIED.contains(e.getErrorCode())) {
            return ": no right to " + what + " it";
        }
        if (String.valueOf(e.getSQLState()).startsWith("08")) {
            throw e;
        }
        return " cannot be read (SQL state " + e.getSQLState() + ", error " + e.getErrorCode() + ")";
    }

    private static boolean isThere(Connection connection, String procedure) throws SQLException {
        String[] parts = procedure.split("\\.");
        String schema = parts.length > 1 ? parts[parts.length - 2] : null;
        String catalog = parts.length > 2 ? parts[parts.length - 3] : null;
        try (ResultSet found = connection.getMetaData().getProcedures(catalog, schema, parts[parts.length - 1])) {
            return found.next();
        }
    }

    /** As they are described in {@code health/objects.txt}. */
    static List<Required> read() {
        try (InputStream stream = RequiredObjects.class.getResourceAsStream("/health/objects.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Required::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One of them.
     *
     * @param write whether the service also changes it
     */
    record Required(String name, boolean write, List<String> columns) {
        static Required of(String line) {
            List<String> words = Arrays.asList(line.split(" "));
            return new Required(
                    words.get(0), words.get(1).equals("write"), List.copyOf(words.subList(2, words.size())));
        }

        String lastColumn() {
            return columns.get(columns.size() - 1);
        }
    }
}
