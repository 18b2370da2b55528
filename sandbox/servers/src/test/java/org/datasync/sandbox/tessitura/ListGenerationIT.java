package org.datasync.sandbox.tessitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.process.DatabaseProcess;
import org.datasync.sandbox.process.JavaProcess;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListGenerationIT {
    private static TestDatabase database;

    @BeforeAll
    static void fill() {
        database = Servers.tessitura("generation", 1000);
    }

    @Test
    void theContentsBecomeWhatTheCriteriaSelect() throws SQLException {
        try (Connection connection = database.connect()) {
            int members = generate(connection, 101);

            assertThat(members).isBetween(200, 300);
            assertThat(number(connection, "SELECT COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = 101"))
                    .isEqualTo(members);
            assertThat(number(connection, "SELECT num_members FROM dbo.T_LIST WHERE list_no = 101"))
                    .isEqualTo(members);
            assertThat(number(
                            connection,
                            "SELECT COUNT(*) FROM dbo.T_LIST WHERE list_no = 101 AND last_used_dt IS NOT NULL"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aConstituentWhoLeftIsGoneAfterTheNextGeneration() throws SQLException {
        try (Connection connection = database.connect()) {
            int before = generate(connection, 110);
            Script.execute(
                    connection,
                    "UPDATE dbo.TX_CUST_MEMBERSHIP SET current_status = 1 WHERE memb_org_no = 3 AND current_status = 2");

            int after = generate(connection, 110);

            assertThat(before).isPositive();
            assertThat(after).isZero();
            assertThat(number(connection, "SELECT COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = 110"))
                    .isZero();
        }
    }

    @Test
    void anErrorInTheCriteriaLeavesTheOldContents() throws SQLException {
        try (Connection connection = database.connect()) {
            String contents = "SELECT COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = 109";
            int before = number(connection, contents);

            assertThatThrownBy(() -> generate(connection, 109)).isInstanceOf(SQLException.class);

            assertThat(before).isPositive();
            assertThat(number(connection, contents)).isEqualTo(before);
        }
    }

    @Test
    void aListWithoutCriteriaCannotBeGenerated() throws SQLException {
        try (Connection connection = database.connect()) {
            assertThatThrownBy(() -> generate(connection, 104)).hasMessageContaining("list 104 has no criteria");
            assertThatThrownBy(() -> generate(connection, 999)).hasMessageContaining("list 999 has no criteria");
        }
    }

    @Test
    void theCallerCanUndoAGenerationInItsTransaction() throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            int members = generate(connection, 103);

            connection.rollback();

            assertThat(members).isPositive();
            assertThat(number(connection, "SELECT COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = 103"))
                    .isZero();
        }
    }

    @Test
    void itRunsInsideAServerProcess(@TempDir Path directory) throws Exception {
        int port = freePort();
        try (var server = JavaProcess.serving(DatabaseProcess.class, directory, port);
                Connection connection = DriverManager.getConnection(
                        DatabaseServer.url(port, "p2"), DatabaseServer.USER, DatabaseServer.PASSWORD)) {
            Tessitura.create(connection, 1000, 7);

            assertThat(server.process().isAlive()).isTrue();
            assertThat(generate(connection, 102)).isPositive();
        }
    }

    private static int generate(Connection connection, int listNo) throws SQLException {
        try (var call = connection.prepareCall("{call dbo.LP_P2_GENERATE_LIST(?)}")) {
            call.setInt(1, listNo);
            try (ResultSet result = call.executeQuery()) {
                result.next();
                return result.getInt("members");
            }
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
