package org.datasync.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;

/** Lists of the benchmark in the synthetic Tessitura: by the tables of the vendor, or by a table of members. */
final class Lists {
    private final Connection connection;

    Lists(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            statement.execute("""
                    CREATE TABLE IF NOT EXISTS dbo.LT_BENCHMARK_MEMBER (
                      list_no INT NOT NULL, customer_no INT NOT NULL, PRIMARY KEY (list_no, customer_no))
                    """);
        }
    }

    /** Current members with these numbers, in the words of list 101. */
    void ofMembersBetween(int listNo, int first, int last) throws SQLException {
        define(listNo, """
                SELECT DISTINCT m.customer_no FROM dbo.TX_CUST_MEMBERSHIP m
                JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no
                WHERE m.memb_org_no = 1 AND m.current_status = 2 AND m.init_dt <= GETDATE() AND m.expr_dt >= GETDATE()
                  AND c.inactive = 1 AND c.customer_no BETWEEN %d AND %d""".formatted(first, last));
    }

    /** Whoever is put in. */
    void ofTable(int listNo) throws SQLException {
        define(listNo, "SELECT customer_no FROM dbo.LT_BENCHMARK_MEMBER WHERE list_no = " + listNo);
    }

    /** Constituents with the numbers from 1 on. */
    void putFirst(int listNo, int count) throws SQLException {
        update("""
                INSERT INTO dbo.LT_BENCHMARK_MEMBER (list_no, customer_no)
                SELECT %d, customer_no FROM dbo.T_CUSTOMER WHERE customer_no BETWEEN 1 AND %d""".formatted(listNo, count));
    }

    /** Every so manieth leaves, and as many come from behind the last. */
    void move(int listNo, int count, int every) throws SQLException {
        update("DELETE FROM dbo.LT_BENCHMARK_MEMBER WHERE list_no = %d AND customer_no %% %d = 0"
                .formatted(listNo, every));
        update("""
                INSERT INTO dbo.LT_BENCHMARK_MEMBER (list_no, customer_no)
                SELECT %d, customer_no FROM dbo.T_CUSTOMER WHERE customer_no BETWEEN %d AND %d""".formatted(listNo, count + 1, count + count / every));
    }

    void put(int listNo, Collection<Integer> constituents) throws SQLException {
        batch("INSERT INTO dbo.LT_BENCHMARK_MEMBER (list_no, customer_no) VALUES (?, ?)", listNo, constituents);
    }

    void take(int listNo, Collection<Integer> constituents) throws SQLException {
        batch("DELETE FROM dbo.LT_BENCHMARK_MEMBER WHERE list_no = ? AND customer_no = ?", listNo, constituents);
    }

    private void define(int listNo, String criteria) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("""
                INSERT INTO dbo.T_LIST (list_no, list_desc, category, control_group, criteria, num_members,
                  recalc_status, edit_flag, tms, tstats, inactive, created_by, create_dt)
                SELECT ?, ?, category, control_group, ?, 0, recalc_status, edit_flag, tms, tstats, inactive, created_by,
                  create_dt
                FROM dbo.T_LIST WHERE list_no = 101""")) {
            insert.setInt(1, listNo);
            insert.setString(2, "Benchmark " + listNo);
            insert.setString(3, criteria);
            insert.executeUpdate();
        }
    }

    private void batch(String sql, int listNo, Collection<Integer> constituents) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int constituent : constituents) {
                statement.setInt(1, listNo);
                statement.setInt(2, constituent);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private void update(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
