package org.datasync.platform.database;

import io.quarkus.arc.Arc;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import liquibase.database.Database;
import liquibase.exception.DatabaseException;
import liquibase.exception.LockException;
import liquibase.lockservice.StandardLockService;
import org.jboss.logging.Logger;

/**
 * Lets one replica at a time migrate the database, by a row lock that ends with the connection. Liquibase's own lock is
 * a committed row that nobody takes back when the process is killed: every later start would wait for it in vain.
 */
public final class MigrationLock extends StandardLockService {
    private static final Logger LOG = Logger.getLogger(MigrationLock.class);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
    private static final Duration LONGEST_TRY = Duration.ofSeconds(5);

    private Connection holder;

    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 1;
    }

    @Override
    public boolean supports(Database database) {
        return true;
    }

    @Override
    public void waitForLock() throws LockException {
        long start = System.nanoTime();
        while (!acquireLock()) {
            if (System.nanoTime() - start > LONGEST_WAIT.toNanos()) {
                throw new LockException("another process migrates the database for too long");
            }
            LOG.info("Another process migrates the database");
        }
    }

    @Override
    public boolean acquireLock() throws LockException {
        if (hasChangeLogLock) {
            return true;
        }
        try {
            super.init();
            hasChangeLogLock = lockRow();
            return hasChangeLogLock;
        } catch (DatabaseException | SQLException e) {
            throw new LockException(e);
        }
    }

    @Override
    public void releaseLock() throws LockException {
        hasChangeLogLock = false;
        if (holder == null) {
            return;
        }
        try (Connection ended = holder) {
            ended.rollback();
            ended.setAutoCommit(true);
        } catch (SQLException e) {
            throw new LockException(e);
        } finally {
            holder = null;
        }
    }

    @Override
    public void reset() {
        super.reset();
        try {
            releaseLock();
        } catch (LockException e) {
            throw new IllegalStateException("the migration lock cannot be given back", e);
        }
    }

    @Override
    public void forceReleaseLock() throws LockException {
        releaseLock();
    }

    /** True if this process has the row until its connection ends; false if another one has it. */
    private boolean lockRow() throws SQLException {
        Connection connection = Arc.container().select(DataSource.class).get().getConnection();
        try {
            createTable(connection);
            connection.setAutoCommit(false);
            update(connection);
            holder = connection;
            return true;
        } catch (SQLException e) {
            LOG.debugf("No lock yet: SQL state %s", e.getSQLState());
            abandon(connection);
            return false;
        }
    }

    /** SQL Server's driver refuses a rollback where there is no transaction: the table is made without one. */
    static void abandon(Connection connection) throws SQLException {
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private void update(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String take = "UPDATE " + table() + " SET taken = taken + 1 WHERE id = 1";
            if (TimeLimit.within(LONGEST_TRY, statement, () -> statement.executeUpdate(take)) == 0) {
                throw new SQLException("the row of the migration lock is missing");
            }
        }
    }

    private void createTable(Connection connection) throws SQLException {
        if (!exists(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE " + table() + " (id INT NOT NULL PRIMARY KEY, taken BIGINT NOT NULL)");
            }
        }
        createRow(connection, table());
    }

    /** Asks before: who may only change the row finds it there. A server may let even this wait for the holder. */
    static void createRow(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            String find = "SELECT id FROM " + table + " WHERE id = 1";
            boolean found = TimeLimit.within(LONGEST_TRY, statement, () -> {
                try (ResultSet row = statement.executeQuery(find)) {
                    return row.next();
                }
            });
            if (!found) {
                statement.executeUpdate("INSERT INTO " + table + " (id, taken) VALUES (1, 0)");
            }
        }
    }

    private boolean exists(Connection connection) throws SQLException {
        try (var tables = connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (tables.next()) {
                if (table().equalsIgnoreCase(tables.getString("TABLE_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private String table() {
        return database.getDatabaseChangeLogLockTableName() + "_ROW";
    }
}
