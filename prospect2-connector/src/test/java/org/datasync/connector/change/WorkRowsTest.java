package org.datasync.connector.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Tables;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Operation;
import org.junit.jupiter.api.Test;

/** What an intake writes. */
class WorkRowsTest {
    private final ChangeRepository changes = new ChangeRepository(Clock.systemUTC());

    @Test
    void rowsThatCanBeSentAndRowsThatCannotAreWrittenTogether() throws Exception {
        var plan = new Plan(7, "Member").add("ada@example.org", "no address").remove("Bob@example.org ");
        plan.change(Operation.UPDATE, "eve@example.org");

        try (Connection connection = Tables.create()) {
            int toSettle = changes.insert(connection, 1, plan.records());

            assertThat(toSettle).isEqualTo(4);
            assertThat(rows(connection))
                    .containsExactly(
                            "1 TAG ada@example.org ada@example.org BULK READY null attempt 0 profile",
                            "2 TAG no address no address BULK KNOWN REJECTED attempt 0",
                            "3 UNTAG Bob@example.org bob@example.org SEEK READY null attempt 0",
                            "4 UPDATE eve@example.org eve@example.org BULK READY null attempt 0 profile");
        }
    }

    @Test
    void aRecordThatCameAgainIsFound() throws Exception {
        List<ConstituentDelta> records =
                new Plan(7, "Member").add("ada@example.org", "eve@example.org").records();

        try (Connection connection = Tables.create()) {
            changes.insert(connection, 1, records.subList(0, 1));

            assertThat(changes.present(connection, 1, List.of(1L, 2L))).containsExactly(1L);
        }
    }

    private static List<String> rows(Connection connection) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT sequence, operation, address, address_key, lane, state,"
                        + " outcome, attempt, profile FROM connector.tag_change ORDER BY sequence")) {
            while (row.next()) {
                rows.add("%d %s %s %s %s %s %s attempt %d%s"
                        .formatted(
                                row.getLong(1),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6),
                                row.getString(7),
                                row.getInt(8),
                                row.getString(9) == null ? "" : " profile"));
            }
        }
        return rows;
    }
}
