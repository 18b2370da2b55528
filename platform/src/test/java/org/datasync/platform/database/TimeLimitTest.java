package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeLimitTest {
    private static final String ENDLESS = "SELECT COUNT(*) FROM SYSTEM_RANGE(1, 1000000000000) WHERE MOD(x, 7) = 3";

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DriverManager.getConnection("jdbc:h2:mem:");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void aStatementThatTakesLongerIsCancelledAndTheNextOneHasAllTheTime() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            assertThatThrownBy(() ->
                            TimeLimit.within(Duration.ofSeconds(1), statement, () -> statement.executeQuery(ENDLESS)))
                    .isInstanceOf(SQLTimeoutException.class);
        }
        assertThat(limit()).isZero();
    }

    @Test
    void aStatementThatTakesLessLeavesNoLimitBehind() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            int found = TimeLimit.within(Duration.ofSeconds(5), statement, this::limit);
            assertThat(found).isEqualTo(5);
        }
        assertThat(limit()).isZero();
    }

    private int limit() throws SQLException {
        try (Statement next = connection.createStatement()) {
            return next.getQueryTimeout();
        }
    }
}
