package org.datasync.delta.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class ConflictTest {
    @Test
    void deadlocksAndLocksHeldForTooLongPass() {
        assertThat(Conflict.is(new SQLException("victim", "40001", 1205))).isTrue();
        assertThat(Conflict.is(new SQLException("lock request time out", "S0051", 1222)))
                .isTrue();
        assertThat(Conflict.is(new SQLException("deadlock", "40001", 40001))).isTrue();
    }

    @Test
    void whatIsWrongStaysWrong() {
        assertThat(Conflict.is(new SQLException("invalid object name", "S0002", 208)))
                .isFalse();
        assertThat(Conflict.is(new SQLException("no state"))).isFalse();
    }
}
