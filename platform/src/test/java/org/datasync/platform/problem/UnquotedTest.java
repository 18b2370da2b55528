package org.datasync.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class UnquotedTest {
    @Test
    void theLogHasTypesCodesAndPlacesAndNothingOfARow() {
        var row = new SQLException("duplicate key ('jane@example.org')", "23505", 23505);
        StringWriter log = new StringWriter();

        Unquoted.of(new IllegalStateException("not stored: jane@example.org", row))
                .printStackTrace(new PrintWriter(log));

        assertThat(log.toString())
                .startsWith("java.lang.IllegalStateException")
                .contains("java.sql.SQLException: SQL state 23505, error 23505", "UnquotedTest.java")
                .doesNotContain("jane@example.org");
    }
}
