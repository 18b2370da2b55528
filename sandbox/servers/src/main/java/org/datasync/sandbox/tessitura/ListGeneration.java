package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import org.h2.tools.SimpleResultSet;

/**
 * The body of {@code dbo.LP_P2_GENERATE_LIST} in the embedded database, which calls it in the transaction of the
 * caller. Public because the database calls it by name.
 */
public final class ListGeneration {
    /** How the database asks for the columns of the result when it prepares the call. */
    private static final String ASKED_FOR_COLUMNS_ONLY = "jdbc:columnlist:connection";

    private ListGeneration() {}

    /** Replaces the contents of a list by what its criteria select; an error leaves them as they were. */
    public static ResultSet generate(Connection connection, int listNo) throws SQLException {
        if (connection.getMetaData().getURL().equals(ASKED_FOR_COLUMNS_ONLY)) {
            return row(0);
        }
        Savepoint before = connection.setSavepoint();
        try {
            String criteria = criteria(connection, listNo);
            update(connection, "DELETE FROM dbo.T_LIST_CONTENTS WHERE list_no = ?", listNo);
            int members = update(connection, """
                    INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no)
                    SELECT DISTINCT CAST(? AS int), selected.customer_no FROM (%s) selected""".formatted(criteria), listNo);
            update(
                    connection,
                    "UPDATE dbo.T_LIST SET num_members = ?, last_used_dt = GETDATE() WHERE list_no = ?",
                    members,
                    listNo);
            return row(members);
        } catch (SQLException e) {
            connection.rollback(before);
            throw e;
        }
    }

    private static String criteria(Connection connection, int listNo) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT criteria FROM dbo.T_LIST WHERE list_no = ?")) {
            select.setInt(1, listNo);
            try (ResultSet list = select.executeQuery()) {
                if (!list.next() || list.getString(1) == null) {
                    throw new SQLException("list %d has no criteria".formatted(listNo), "45000");
                }
                return list.getString(1);
            }
        }
    }

    private static int update(Connection connection, String sql, int... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setInt(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        }
    }

    private static ResultSet row(int members) {
        var row = new SimpleResultSet();
        row.addColumn("members", Types.INTEGER, 10, 0);
        row.addRow(members);
        return row;
    }
}
