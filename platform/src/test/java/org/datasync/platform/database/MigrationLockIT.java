package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.liquibase.LiquibaseFactory;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import liquibase.Liquibase;
import liquibase.lockservice.LockService;
import liquibase.lockservice.LockServiceFactory;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class MigrationLockIT {
    @Inject
    LiquibaseFactory liquibase;

    @Inject
    DataSource dataSource;

    @Test
    void aLockLeftBehindByAKilledProcessBlocksNobody() throws Exception {
        execute("UPDATE DATABASECHANGELOGLOCK SET locked = 1");
        try (Liquibase migration = liquibase.createLiquibase()) {
            LockService lock = lockOf(migration);

            boolean acquired = lock.acquireLock();

            assertThat(lock).isInstanceOf(MigrationLock.class);
            assertThat(acquired).isTrue();
            lock.releaseLock();
        }
    }

    @Test
    void whoComesSecondGetsTheLockWhenTheFirstIsGone() throws Exception {
        try (Liquibase migration = liquibase.createLiquibase();
                Connection first = dataSource.getConnection();
                Statement statement = first.createStatement()) {
            LockService lock = lockOf(migration);
            lock.acquireLock();
            lock.releaseLock();
            first.setAutoCommit(false);
            statement.executeUpdate("UPDATE DATABASECHANGELOGLOCK_ROW SET taken = taken + 1 WHERE id = 1");

            boolean whileHeld = lock.acquireLock();
            first.rollback();
            boolean afterwards = lock.acquireLock();

            first.setAutoCommit(true);
            lock.releaseLock();
            assertThat(whileHeld).isFalse();
            assertThat(afterwards).isTrue();
        }
    }

    private static LockService lockOf(Liquibase migration) {
        return LockServiceFactory.getInstance().getLockService(migration.getDatabase());
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
