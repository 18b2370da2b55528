package org.datasync.delta.world;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A dynamic list of constituents of its own, in the database of the Quarkus tests. */
public final class TestList {
    private final int number = Requests.newNumber();

    public TestList() throws SQLException {
        run(
                "INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, criteria, recalc_status, tms, inactive) VALUES ("
                        + number + ", 'List " + number
                        + "', 1, 'SELECT customer_no FROM dbo.T_CUST_RANK WHERE rank_type = "
                        + number + "', 'Y', 'Y', 'N')");
    }

    public int number() {
        return number;
    }

    /** The number of the n-th constituent of this list. */
    public int constituent(int n) {
        return number * 10_000 + n;
    }

    /** The n-th constituent and its address, once. */
    public TestList has(int from, int to) throws SQLException {
        for (int n = from; n <= to; n++) {
            int no = constituent(n);
            run("INSERT INTO dbo.T_CUSTOMER (customer_no, fname, lname) SELECT " + no + ", 'First', 'Last'"
                    + " WHERE NOT EXISTS (SELECT 1 FROM dbo.T_CUSTOMER WHERE customer_no = " + no + ")");
            run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive,"
                    + " market_ind) SELECT " + no + ", " + no + ", 1, 'c" + no + "@example.org', 'Y', 'N', 'Y'"
                    + " WHERE NOT EXISTS (SELECT 1 FROM dbo.T_EADDRESS WHERE eaddress_no = " + no + ")");
            run("INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer) SELECT " + no + ", " + no
                    + ", 1, 'Y' WHERE NOT EXISTS (SELECT 1 FROM dbo.TX_CUST_CONTACT_PERM_TYPE WHERE id = " + no + ")");
            run("INSERT INTO dbo.T_CUST_RANK (id, customer_no, rank_type, rank) VALUES (" + no + ", " + no + ", "
                    + number + ", 1)");
        }
        return this;
    }

    public TestList loses(int from, int to) throws SQLException {
        run("DELETE FROM dbo.T_CUST_RANK WHERE rank_type = " + number + " AND customer_no BETWEEN " + constituent(from)
                + " AND " + constituent(to));
        return this;
    }

    public static void run(String sql) throws SQLException {
        try (Connection connection = TessituraResource.connect();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row as text. */
    public static String query(String sql) throws SQLException {
        try (Connection connection = TessituraResource.connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            return result.next() ? result.getString(1) : null;
        }
    }
}
