package org.datasync.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Changes in the synthetic Tessitura that can go on for hundreds of rounds: what is taken away can come back. Each is
 * one transaction.
 */
final class Happenings {
    private static final int ORGANIZATIONS = 3;

    private final Random random;
    private int moves;

    Happenings(Random random) {
        this.random = random;
    }

    /** A few of everything; now and then so many leave that the guard has to hold a run. */
    void happen(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        int organization = 1 + random.nextInt(ORGANIZATIONS);
        boolean many = random.nextInt(10) == 0;
        membership(connection, organization, 2, 1, many ? 120 : 2 + random.nextInt(8));
        membership(connection, organization, 1, 2, many ? 0 : 2 + random.nextInt(12));
        addresses(connection, "N", 3, "address = 'chaos.%d.%d@example.org'");
        addresses(connection, "N", 1, "address = 'no address'");
        addresses(connection, "N", 1, "inactive = 'Y'");
        addresses(connection, "Y", 1, "inactive = 'N', address = 'back.%d.%d@example.com'");
        share(connection);
        customers(connection, 1, 5, 1);
        customers(connection, 5, 1, 2);
        permission(connection);
        connection.commit();
    }

    private void membership(Connection connection, int organization, int from, int to, int count) throws SQLException {
        String expires = to == 2 ? "DATEADD(year, 1, GETDATE())" : "DATEADD(day, -1, GETDATE())";
        for (int no : some(connection, count, """
                SELECT MAX(cust_memb_no) FROM dbo.TX_CUST_MEMBERSHIP WHERE memb_org_no = %d
                GROUP BY customer_no HAVING MAX(current_status) = %d AND MIN(current_status) = %d""".formatted(organization, from, from))) {
            update(
                    connection,
                    "UPDATE dbo.TX_CUST_MEMBERSHIP SET current_status = " + to + ", expr_dt = " + expires
                            + " WHERE cust_memb_no = " + no);
            update(connection, """
                    INSERT INTO dbo.TA_AUDIT_MEMBERSHIP ([date], userid, location, [action], customer_no, cust_memb_no,
                        column_updated, old_value, new_value)
                    SELECT GETDATE(), 'chaos', 'Sandbox', 'Updated', customer_no, cust_memb_no, 'current_status', '%d', '%d'
                    FROM dbo.TX_CUST_MEMBERSHIP WHERE cust_memb_no = %d""".formatted(from, to, no));
        }
    }

    private void addresses(Connection connection, String inactive, int count, String change) throws SQLException {
        for (int no : some(connection, count, """
                SELECT e.eaddress_no FROM dbo.T_EADDRESS e
                JOIN dbo.TX_CUST_MEMBERSHIP m ON m.customer_no = e.customer_no
                WHERE m.current_status = 2 AND e.inactive = '%s'""".formatted(inactive))) {
            update(
                    connection,
                    "UPDATE dbo.T_EADDRESS SET " + change.formatted(no, ++moves) + " WHERE eaddress_no = " + no);
        }
    }

    /** Somebody takes the address that somebody else has too. */
    private void share(Connection connection) throws SQLException {
        var two = some(connection, 2, """
                SELECT e.eaddress_no FROM dbo.T_EADDRESS e
                JOIN dbo.TX_CUST_MEMBERSHIP m ON m.customer_no = e.customer_no
                WHERE m.current_status = 2 AND e.inactive = 'N'""");
        if (two.size() == 2) {
            update(
                    connection,
                    "UPDATE dbo.T_EADDRESS SET address = (SELECT o.address FROM dbo.T_EADDRESS o"
                            + " WHERE o.eaddress_no = " + two.get(0) + ") WHERE eaddress_no = " + two.get(1));
        }
    }

    private void customers(Connection connection, int from, int to, int count) throws SQLException {
        for (int no : some(connection, count, """
                SELECT c.customer_no FROM dbo.T_CUSTOMER c
                JOIN dbo.TX_CUST_MEMBERSHIP m ON m.customer_no = c.customer_no
                WHERE m.current_status = 2 AND c.inactive = %d""".formatted(from))) {
            update(connection, "UPDATE dbo.T_CUSTOMER SET inactive = " + to + " WHERE customer_no = " + no);
            update(connection, """
                    INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated,
                        old_value, new_value, alternate_key, customer_no, cg_key)
                    VALUES (GETDATE(), 'chaos', 'Sandbox', 'Updated', 'T_CUSTOMER', 'inactive', '%d', '%d', '%d', %d, 1)""".formatted(from, to, no, no));
        }
    }

    private void permission(Connection connection) throws SQLException {
        for (int no : some(connection, 2, """
                SELECT p.customer_no FROM dbo.TX_CUST_CONTACT_PERM_TYPE p
                JOIN dbo.TX_CUST_MEMBERSHIP m ON m.customer_no = p.customer_no
                WHERE m.current_status = 2 AND p.type_id = 1""")) {
            update(
                    connection,
                    "UPDATE dbo.TX_CUST_CONTACT_PERM_TYPE SET answer = CASE WHEN answer = 'Y' THEN 'N' ELSE 'Y' END"
                            + " WHERE type_id = 1 AND customer_no = " + no);
        }
    }

    private List<Integer> some(Connection connection, int count, String query) throws SQLException {
        var all = new ArrayList<Integer>();
        try (PreparedStatement select = connection.prepareStatement(query);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                all.add(row.getInt(1));
            }
        }
        var distinct = new ArrayList<>(all.stream().distinct().sorted().toList());
        Collections.shuffle(distinct, random);
        return List.copyOf(distinct.subList(0, Math.min(count, distinct.size())));
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            update.executeUpdate();
        }
    }
}
