package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseExceptionTest {
    @Test
    void whatADriverQuotesOfARowDoesNotReachTheLog() {
        var refused = new SQLException("duplicate key ( /* 5 */ 'jane@example.org' )", "23505", 23505);

        var trace = new StringWriter();
        new DatabaseException(refused).printStackTrace(new PrintWriter(trace));

        assertThat(trace.toString())
                .contains("23505")
                .contains("whatADriverQuotes")
                .doesNotContain("jane");
    }

    @Test
    void onlyAKeyThatIsThereAlreadyIsADuplicate() {
        assertThat(new DatabaseException(new SQLException("key", "23505", 23505)).isDuplicate())
                .isTrue();
        assertThat(new DatabaseException(new SQLException("foreign key", "23000", 547)).isDuplicate())
                .isFalse();
    }
}
