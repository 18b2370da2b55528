package org.datasync.delta.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A list procedure that changes nothing: what Tessitura takes for a list is not ours to measure. */
public final class Regeneration {
    static final String PROCEDURE = "dbo.LP_BENCHMARK";

    private Regeneration() {}

    static void install(Connection connection) throws SQLException {
        Members.execute(
                connection, "CREATE ALIAS " + PROCEDURE + " FOR \"" + Regeneration.class.getName() + ".generate\"");
    }

    /** Called by the database, by name. */
    public static ResultSet generate(Connection connection, int listNo) throws SQLException {
        PreparedStatement select =
                connection.prepareStatement("SELECT num_members AS members FROM dbo.T_LIST WHERE list_no = ?");
        select.setInt(1, listNo);
        return select.executeQuery();
    }
}
