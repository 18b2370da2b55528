package org.datasync.sandbox.world;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;

/**
 * Lets things happen in the synthetic Tessitura. Each method is one transaction, changes the rows that box office and
 * web would change, writes the audit rows that the real one would, and tells whom it concerned. It chooses people whom
 * a sync reaches; when there are not as many as asked for, it is done with those there are.
 */
public final class World {
    private static final int SEASON_PASSES = 3;
    private static final String STAFF = "staff";
    private static final String WEB = "webapi";
    private static final String MERGE_JOB = "sqladmin";

    private final Connection connection;
    private final String reachable;

    public World(Connection connection) {
        this(connection, People.REACHABLE);
    }

    private World(Connection connection, String reachable) {
        this.connection = connection;
        this.reachable = reachable;
    }

    /** The same, but memberships and addresses change among constituents with these numbers only. */
    public World among(int first, int last) {
        return new World(connection, People.REACHABLE + " AND c.customer_no BETWEEN %d AND %d".formatted(first, last));
    }

    /** Members lapse: they leave the list of current members. */
    public List<Integer> lapseMemberships(int count) throws SQLException {
        return inTransaction(STAFF, (rows, change) -> new Memberships(rows, change, reachable).lapse(count));
    }

    /** Constituents who never were members become some. */
    public List<Integer> beginMemberships(int count) throws SQLException {
        return inTransaction(WEB, (rows, change) -> new Memberships(rows, change, reachable).begin(count));
    }

    /** Members rise by a level: they stay in the list, but are changed. */
    public List<Integer> upgradeMemberships(int count) throws SQLException {
        return inTransaction(STAFF, (rows, change) -> new Memberships(rows, change, reachable).upgrade(count));
    }

    /** All season passes end: the list of their holders becomes empty. */
    public List<Integer> endSeason() throws SQLException {
        return inTransaction(STAFF, (rows, change) -> new Memberships(rows, change, reachable).end(SEASON_PASSES));
    }

    /** Members change their primary address. */
    public List<Integer> changeAddresses(int count) throws SQLException {
        return inTransaction(WEB, (rows, change) -> new Addresses(rows, change, reachable).change(count));
    }

    /** Members are merged into constituents who are none. */
    public List<Merge> mergeConstituents(int count) throws SQLException {
        return inTransaction(MERGE_JOB, (rows, change) -> new Merges(rows, change).merge(count));
    }

    private <T> List<T> inTransaction(String userid, Work<T> work) throws SQLException {
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(false);
        try {
            var rows = new Rows(connection);
            var change = new Change(now(rows), userid);
            List<T> concerned = work.run(rows, change);
            change.write(connection);
            connection.commit();
            return concerned;
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }

    private static LocalDateTime now(Rows rows) throws SQLException {
        return rows.read("SELECT GETDATE()", row -> row.getObject(1, LocalDateTime.class))
                .get(0);
    }

    /** One constituent went into another. */
    public record Merge(int deleted, int kept) {}

    @FunctionalInterface
    private interface Work<T> {
        List<T> run(Rows rows, Change change) throws SQLException;
    }
}
