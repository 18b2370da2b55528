package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.SQLException;

/** Installs {@code dbo.LP_P2_GENERATE_LIST}, in the way of each database. */
final class ListGenerationProcedure {
    private ListGenerationProcedure() {}

    static void install(Connection connection) throws SQLException {
        if (connection.getMetaData().getDatabaseProductName().equals("H2")) {
            Script.execute(
                    connection,
                    "CREATE ALIAS IF NOT EXISTS dbo.LP_P2_GENERATE_LIST FOR \"%s.generate\""
                            .formatted(ListGeneration.class.getName()));
            return;
        }
        Script.execute(
                connection,
                "IF OBJECT_ID('dbo.LP_P2_GENERATE_LIST', 'P') IS NOT NULL DROP PROCEDURE dbo.LP_P2_GENERATE_LIST");
        Script.execute(connection, String.join("\n", Script.statements("generate-list.sql")));
    }
}
