package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentionTest {
    private Connection first;
    private Connection second;

    @BeforeEach
    void open() throws SQLException {
        String url = "jdbc:h2:mem:contention;MODE=MSSQLServer";
        first = DriverManager.getConnection(url);
        second = DriverManager.getConnection(url);
        execute(first, "CREATE TABLE thing (id INT PRIMARY KEY, seen INT NOT NULL)");
        execute(first, "INSERT INTO thing VALUES (1, 0), (2, 0)");
        first.setAutoCommit(false);
        second.setAutoCommit(false);
    }

    @AfterEach
    void close() throws SQLException {
        first.rollback();
        first.close();
        second.rollback();
        second.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1205, 40001, ROLLED_BACK",
        "3960, S0005, ROLLED_BACK",
        "1222, S0051, LOCK_TIMEOUT",
        "2601, 23000, LOST_RACE",
        "2627, 23000, LOST_RACE",
        "40001, 40001, ROLLED_BACK",
        "50200, HYT00, LOCK_TIMEOUT",
        "23505, 23505, LOST_RACE",
        "0, 40P01, ROLLED_BACK",
    })
    void whatAnotherTransactionDidIsRecognised(int code, String state, Contention contention) {
        assertThat(Contention.in(new SQLException("told", state, code))).contains(contention);
    }

    /** A missing table, a foreign key, a null, a lost connection, a driver that says nothing. */
    @ParameterizedTest
    @CsvSource({"208, S0002", "547, 23000", "515, 23000", "23502, 23502", "0, 08S01", "0,"})
    void whatIsWrongByItselfIsNot(int code, String state) {
        assertThat(Contention.in(new SQLException("told", state, code))).isEmpty();
    }

    @Test
    void itIsFoundBelowOtherFailuresAndWhereACommitHidesIt() {
        SQLException deadlock = new SQLException("victim", "40001", 1205);
        Exception commit = new IllegalStateException("could not commit");
        commit.addSuppressed(new IllegalStateException(deadlock));

        assertThat(Contention.in(new IllegalStateException("wrapped", deadlock)))
                .contains(Contention.ROLLED_BACK);
        assertThat(Contention.in(commit)).contains(Contention.ROLLED_BACK);
        assertThat(Contention.in(new IllegalStateException("a bug"))).isEmpty();
    }

    @Test
    void onlyTheLossOfARaceStays() {
        assertThat(Contention.ROLLED_BACK.passes()).isTrue();
        assertThat(Contention.LOCK_TIMEOUT.passes()).isTrue();
        assertThat(Contention.LOST_RACE.passes()).isFalse();
    }

    @Test
    void theEmbeddedDatabaseTellsALockHeldForTooLong() throws SQLException {
        execute(first, "UPDATE thing SET seen = 1 WHERE id = 1");
        execute(second, "SET LOCK_TIMEOUT 50");

        assertThat(Contention.in(failure(second, "UPDATE thing SET seen = 2 WHERE id = 1")))
                .contains(Contention.LOCK_TIMEOUT);
    }

    @Test
    void theEmbeddedDatabaseTellsADeadlock() throws Exception {
        execute(first, "UPDATE thing SET seen = 1 WHERE id = 1");
        execute(second, "UPDATE thing SET seen = 2 WHERE id = 2");

        CompletableFuture<SQLException> other =
                CompletableFuture.supplyAsync(() -> failure(first, "UPDATE thing SET seen = 1 WHERE id = 2"));
        SQLException mine = failure(second, "UPDATE thing SET seen = 2 WHERE id = 1");
        second.rollback();

        SQLException victim = mine != null ? mine : other.get(30, TimeUnit.SECONDS);
        assertThat(Contention.in(victim)).contains(Contention.ROLLED_BACK);
    }

    @Test
    void theEmbeddedDatabaseTellsAKeyThatIsThereAlready() throws SQLException {
        assertThat(Contention.in(failure(first, "INSERT INTO thing VALUES (1, 0)")))
                .contains(Contention.LOST_RACE);
        try (Statement batch = first.createStatement()) {
            batch.addBatch("INSERT INTO thing VALUES (3, 0)");
            batch.addBatch("INSERT INTO thing VALUES (1, 0)");
            assertThat(Contention.in(catchThrowableOfType(BatchUpdateException.class, batch::executeBatch)))
                    .contains(Contention.LOST_RACE);
        }
    }

    /** Null if it succeeded. */
    private static SQLException failure(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> execute(connection, sql));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
