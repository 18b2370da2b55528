package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;

/**
 * The outcome of each address operation, one row each, the first one recorded. By JDBC, in sets: there are millions.
 * The caller holds the lock of the sync, so nobody else writes rows of the run.
 */
@ApplicationScoped
class SettledChanges {
    private static final int ROWS_PER_INSERT = 100;
    private static final int LONGEST_REASON = 400;

    private final DataSource dataSource;

    SettledChanges(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Notes that a settlement arrived. Returns false if it had arrived before. */
    boolean receive(long runNo, int settlementNo, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("INSERT INTO scheduler.received_settlement"
                        + " (run_no, settlement_no, received_at) SELECT ?, ?, ? WHERE NOT EXISTS"
                        + " (SELECT 1 FROM scheduler.received_settlement WHERE run_no = ? AND settlement_no = ?)")) {
            statement.setLong(1, runNo);
            statement.setInt(2, settlementNo);
            statement.setObject(3, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
            statement.setLong(4, runNo);
            statement.setInt(5, settlementNo);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("a settlement could not be recorded", e);
        }
    }

    /** Records outcomes. Returns those of operations that had none before. */
    List<TagChangesSettled.Entry> record(long runNo, List<TagChangesSettled.Entry> entries) {
        if (entries.isEmpty()) {
            return List.of();
        }
        try (Connection connection = dataSource.getConnection()) {
            Set<Place> taken = taken(connection, runNo, entries);
            List<TagChangesSettled.Entry> fresh = entries.stream()
                    .filter(entry -> taken.add(new Place(entry.sequence(), entry.addressNo())))
                    .toList();
            for (int from = 0; from < fresh.size(); from += ROWS_PER_INSERT) {
                insert(connection, runNo, fresh.subList(from, Math.min(fresh.size(), from + ROWS_PER_INSERT)));
            }
            return fresh;
        } catch (SQLException e) {
            throw new IllegalStateException("outcomes could not be recorded", e);
        }
    }

    private static Set<Place> taken(Connection connection, long runNo, List<TagChangesSettled.Entry> entries)
            throws SQLException {
        String marks = String.join(", ", Collections.nCopies(entries.size(), "?"));
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT sequence, address_no FROM scheduler.settled_change"
                        + " WHERE run_no = ? AND sequence IN (" + marks + ")")) {
            statement.setLong(1, runNo);
            int index = 2;
            for (TagChangesSettled.Entry entry : entries) {
                statement.setLong(index++, entry.sequence());
            }
            Set<Place> taken = new HashSet<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    taken.add(new Place(result.getLong(1), result.getInt(2)));
                }
            }
            return taken;
        }
    }

    private static void insert(Connection connection, long runNo, List<TagChangesSettled.Entry> entries)
            throws SQLException {
        String rows = String.join(", ", Collections.nCopies(entries.size(), "(?, ?, ?, ?, ?, ?, ?, ?)"));
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO scheduler.settled_change"
                + " (run_no, sequence, address_no, operation, outcome, problem, reason, constituent_no) VALUES "
                + rows)) {
            int index = 1;
            for (TagChangesSettled.Entry entry : entries) {
                statement.setLong(index++, runNo);
                statement.setLong(index++, entry.sequence());
                statement.setInt(index++, entry.addressNo());
                statement.setString(index++, entry.operation().name());
                statement.setString(index++, entry.outcome().name());
                statement.setBoolean(index++, isProblem(entry.outcome()));
                statement.setString(index++, shortened(entry.reason()));
                statement.setObject(index++, entry.constituentNo(), Types.INTEGER);
            }
            statement.executeUpdate();
        }
    }

    private static boolean isProblem(Outcome outcome) {
        return switch (outcome) {
            case REJECTED, FAILED, UNKNOWN -> true;
            case DONE, ALREADY, CANCELLED -> false;
        };
    }

    /** Operations that did not succeed, in the order of the plan, after a place in it. */
    List<Problem> problems(long runNo, Place after, int limit) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT TOP (" + limit + ")"
                        + " sequence, address_no, operation, outcome, reason, constituent_no"
                        + " FROM scheduler.settled_change WHERE run_no = ? AND problem = 1"
                        + " AND (sequence > ? OR (sequence = ? AND address_no > ?))"
                        + " ORDER BY sequence, address_no")) {
            statement.setLong(1, runNo);
            statement.setLong(2, after.sequence());
            statement.setLong(3, after.sequence());
            statement.setInt(4, after.addressNo());
            List<Problem> problems = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    problems.add(new Problem(
                            result.getLong("sequence"),
                            result.getInt("address_no"),
                            result.getObject("constituent_no", Integer.class),
                            Operation.valueOf(result.getString("operation")),
                            Outcome.valueOf(result.getString("outcome")),
                            result.getString("reason")));
                }
            }
            return problems;
        } catch (SQLException e) {
            throw new IllegalStateException("problems could not be read", e);
        }
    }

    private static String shortened(String reason) {
        return reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON);
    }

    /** Where in the plan of a run. */
    record Place(long sequence, int addressNo) {
        static final Place START = new Place(Long.MIN_VALUE, 0);
    }

    /** @param constituentNo null if the connector did not know it */
    record Problem(
            long sequence, int addressNo, Integer constituentNo, Operation operation, Outcome outcome, String reason) {}
}
