package org.datasync.delta.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.datasync.delta.database.Sql;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.tessitura.OutputElement;
import org.datasync.platform.database.Contention;

/** Stores the values of an output set beside the plan, element by element for all its constituents. */
final class OutputValues {
    /** States that lie in the connection, not in the statement. */
    private static final Set<String> PASSING = Set.of("08", "HY");

    private static final String TRUNCATED = "22001";
    /** As SQL Server says it. */
    private static final Set<Integer> TOO_LONG = Set.of(2628, 8152);

    private OutputValues() {}

    static void store(Sql sql, Transactions transactions, List<OutputElement> elements) {
        checkNames(elements);
        for (OutputElement element : elements) {
            transactions.call(connection -> insert(connection, sql, element));
            if (transactions.call(connection -> severalRows(connection, sql, element))) {
                throw new PlanException(
                        "OUTPUT_SET_SEVERAL_ROWS",
                        "The element \"%s\" of the list's output set returns several rows for a constituent: use elements with one row, or another output set."
                                .formatted(element.title()));
            }
        }
    }

    private static void checkNames(List<OutputElement> elements) {
        Set<String> tags = new HashSet<>();
        for (OutputElement element : elements) {
            if (element.tag().isEmpty()) {
                throw new PlanException(
                        "OUTPUT_SET_NO_NAME",
                        "The element \"%s\" of the list's output set has neither letter nor digit in its name: rename it."
                                .formatted(element.title()));
            }
            if (!tags.add(element.tag())) {
                throw new PlanException(
                        "OUTPUT_SET_SAME_FIELD",
                        "The element \"%s\" of the list's output set would be the field %s, as another one is: rename it."
                                .formatted(element.title(), element.tag()));
            }
        }
    }

    private static int insert(Connection connection, Sql sql, OutputElement element) throws SQLException {
        // The element's own SQL is put in last: braces in it are its own.
        String statement = sql.render(Sql.load("plan/output-values")).replace("@values@", element.values());
        try (var insert = connection.prepareStatement(statement)) {
            insert.setString(1, element.tag());
            return insert.executeUpdate();
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            boolean passes = Contention.in(e).filter(Contention::passes).isPresent();
            if (passes || PASSING.stream().anyMatch(state::startsWith)) {
                throw e;
            }
            if (state.equals(TRUNCATED) || TOO_LONG.contains(e.getErrorCode())) {
                throw new PlanException(
                        "OUTPUT_SET_TOO_LONG",
                        "The element \"%s\" of the list's output set has a text of more than 255 characters: shorten it in Tessitura."
                                .formatted(element.title()));
            }
            throw new PlanException(
                    "OUTPUT_SET_FAILED",
                    "The element \"%s\" of the list's output set cannot be read (SQL state %s): correct it in Tessitura."
                            .formatted(element.title(), state));
        }
    }

    private static boolean severalRows(Connection connection, Sql sql, OutputElement element) throws SQLException {
        return sql.query(connection, Sql.load("plan/output-several"), result -> result.next(), element.tag());
    }
}
