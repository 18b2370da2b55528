package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

class MigrationLockTest {
    @Test
    void whoseTableWasMadeByAnotherReplicaGivesTheConnectionBackWithoutATransaction() throws SQLException {
        Connection connection = asSqlServersDriver(DriverManager.getConnection("jdbc:h2:mem:"));

        MigrationLock.abandon(connection);

        assertThat(connection.isClosed()).isTrue();
    }

    @Test
    void whoDidNotGetTheRowEndsTheTransaction() throws SQLException {
        String url = "jdbc:h2:mem:migration-lock";
        try (Connection other = DriverManager.getConnection(url)) {
            other.createStatement().execute("CREATE TABLE row_lock (id INT)");
            Connection connection = asSqlServersDriver(DriverManager.getConnection(url));
            connection.setAutoCommit(false);
            connection.createStatement().execute("INSERT INTO row_lock VALUES (1)");

            MigrationLock.abandon(connection);

            assertThat(connection.isClosed()).isTrue();
            assertThat(other.createStatement().executeUpdate("DELETE FROM row_lock"))
                    .isZero();
        }
    }

    @Test
    void whoMayOnlyChangeTheRowFindsTheOneThatADbaHasMade() throws SQLException {
        String url = "jdbc:h2:mem:migration-row";
        try (Connection owner = DriverManager.getConnection(url, "sa", "");
                Statement made = owner.createStatement()) {
            made.execute("CREATE TABLE row_lock (id INT NOT NULL PRIMARY KEY, taken BIGINT NOT NULL)");
            MigrationLock.createRow(owner, "row_lock");
            made.execute("CREATE USER service PASSWORD 'service'");
            made.execute("GRANT SELECT, UPDATE ON row_lock TO service");
            try (Connection service = DriverManager.getConnection(url, "service", "service")) {
                MigrationLock.createRow(service, "row_lock");
            }

            assertThat(made.executeUpdate("UPDATE row_lock SET taken = taken + 1"))
                    .isEqualTo(1);
        }
    }

    /** A rollback without a transaction is an error there. */
    private static Connection asSqlServersDriver(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                MigrationLockTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("rollback") && connection.getAutoCommit()) {
                        throw new SQLException("Cannot invoke a rollback operation");
                    }
                    try {
                        return method.invoke(connection, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
