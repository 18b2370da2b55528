package org.datasync.delta.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.delta.database.Sql;

/**
 * The fewest statements that answer what a plan answers, without states, shared addresses, books or anything to go on
 * from after a crash: a copy of the member numbers; one aggregate of the addresses per member; the two differences,
 * which are stored with the names, or only counted.
 */
final class BareStatements {
    private static final String ADDED =
            "FROM dbo.BARE_MEMBER m LEFT JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no"
                    + " LEFT JOIN dbo.TR_PREFIX x ON x.id = c.prefix WHERE m.run_no = {run}"
                    + " AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = m.customer_no)"
                    + " AND EXISTS (SELECT 1 FROM dbo.T_EADDRESS e WHERE e.customer_no = m.customer_no AND {eligible.e})";
    private static final String REMOVED =
            "FROM {contents} b LEFT JOIN dbo.T_CUSTOMER c ON c.customer_no = b.customer_no"
                    + " LEFT JOIN dbo.TR_PREFIX x ON x.id = c.prefix WHERE b.sync_id = {sync} AND NOT EXISTS"
                    + " (SELECT 1 FROM dbo.BARE_MEMBER m WHERE m.run_no = {run} AND m.customer_no = b.customer_no)";

    private final Connection connection;

    BareStatements(Connection connection) {
        this.connection = connection;
    }

    /** Tables like those of the plan. */
    static void create(Connection connection) throws SQLException {
        Members.execute(
                connection,
                "CREATE TABLE dbo.BARE_MEMBER (run_no BIGINT NOT NULL, customer_no INT NOT NULL,"
                        + " PRIMARY KEY (run_no, customer_no))");
        Members.execute(
                connection,
                "CREATE TABLE dbo.BARE_PLAN (sequence BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY, run_no BIGINT NOT NULL,"
                        + " customer_no INT NOT NULL, change VARCHAR(6) NOT NULL, fname NVARCHAR(100) NULL,"
                        + " lname NVARCHAR(200) NULL, prefix NVARCHAR(100) NULL, UNIQUE (run_no, customer_no))");
        Members.execute(connection, "ALTER TABLE dbo.BARE_PLAN ALTER COLUMN sequence SET CACHE 10000");
    }

    void clear() throws SQLException {
        Members.execute(connection, "TRUNCATE TABLE dbo.BARE_MEMBER");
        Members.execute(connection, "TRUNCATE TABLE dbo.BARE_PLAN");
    }

    /** @param store whether the differences are stored; otherwise they are counted */
    Answer run(long runNo, boolean store) throws SQLException {
        Sql sql = Members.sql().with("run", runNo);
        long members = execute(
                sql,
                "INSERT INTO dbo.BARE_MEMBER (run_no, customer_no) SELECT {run}, customer_no"
                        + " FROM dbo.T_LIST_CONTENTS WHERE list_no = {list}");
        long[] levels = levels(sql);
        long added = store ? store(sql, "m", "ADD", ADDED) : count(sql, ADDED);
        long removed = store ? store(sql, "b", "REMOVE", REMOVED) : count(sql, REMOVED);
        return new Answer(members, levels, added, removed);
    }

    /** Grouped by the whole key, so that the database need not hold a million groups in its memory. */
    private long[] levels(Sql sql) throws SQLException {
        return sql.query(
                connection,
                "SELECT t.address_level, COUNT(*) FROM (SELECT m.customer_no, MAX(CASE WHEN e.customer_no IS NULL THEN 0"
                        + " WHEN {eligible.e} THEN 8 ELSE {level.e} END) AS address_level FROM dbo.BARE_MEMBER m"
                        + " LEFT JOIN dbo.T_EADDRESS e ON e.customer_no = m.customer_no AND {email.e}"
                        + " WHERE m.run_no = {run} GROUP BY m.run_no, m.customer_no) t GROUP BY t.address_level",
                result -> {
                    long[] levels = new long[9];
                    while (result.next()) {
                        levels[result.getInt(1)] = result.getLong(2);
                    }
                    return levels;
                });
    }

    private long count(Sql sql, String difference) throws SQLException {
        return sql.number(connection, "SELECT COUNT(*) " + difference);
    }

    private long store(Sql sql, String alias, String change, String difference) throws SQLException {
        return execute(
                sql,
                "INSERT INTO dbo.BARE_PLAN (run_no, customer_no, change, fname, lname, prefix) SELECT {run}, " + alias
                        + ".customer_no, '" + change + "', c.fname, c.lname, x.description " + difference);
    }

    private long execute(Sql sql, String statement) throws SQLException {
        long rows = sql.execute(connection, statement);
        connection.commit();
        return rows;
    }

    /**
     * The counts of a plan.
     *
     * @param levels members by the rule that stopped the address that got furthest; 8 is eligible
     */
    record Answer(long members, long[] levels, long added, long removed) {
        long qualified() {
            return levels[8];
        }

        WithoutAddressBy withoutAddressBy() {
            return new WithoutAddressBy(
                    levels[0], levels[1], levels[2], levels[3], levels[4], levels[5], levels[6], levels[7]);
        }
    }
}
