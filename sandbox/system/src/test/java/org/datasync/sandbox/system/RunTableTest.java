package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.junit.jupiter.api.Test;

class RunTableTest {
    private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aRunIsOneRowWithItsNumbersUnderTheirNames() {
        var counts = new RunCounts(
                5210,
                5100,
                110,
                new WithoutAddressBy(80, 10, 0, 5, 15, 0, 0, 0),
                5076,
                40,
                3,
                5057,
                0,
                12,
                0,
                4,
                new OperationOutcomes(42, 39, 1, 0, 2, 0, 0, 0),
                new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0),
                new OperationOutcomes(13, 12, 0, 1, 0, 0, 0, 0));

        String table = RunTable.of("Second run", run("SUCCEEDED_WITH_ERRORS", counts), 1);

        assertThat(table.lines())
                .containsExactly(
                        "Second run",
                        "                 state | members | added | removed | tagged | untagged | rejected | seconds | mails",
                        "-----------------------+---------+-------+---------+--------+----------+----------+---------+------",
                        " SUCCEEDED_WITH_ERRORS |   5,210 |    40 |      12 |     40 |       12 |        2 |     7.5 |     1");
    }

    @Test
    void whatWasNeverCountedIsUnknownAndNotZero() {
        String table = RunTable.of("First run", run("FAILED", null), 1);

        assertThat(table).contains("unknown").doesNotContain(" 0 ");
    }

    private static Run run(String state, RunCounts counts) {
        return new Run(new UUID(1, 2), 1, state, null, null, START, START, START.plusMillis(7_500), counts);
    }
}
