package org.datasync.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @Test
    void aDifferenceIsToldWithItsRoundAndSeed(@TempDir Path directory) throws Exception {
        var report = new Report(directory, 42, 3);

        report.add(outcome(0));
        report.add(outcome(1));
        report.add(outcome(2, "tag 'X' is missing at 1: [a]"));

        assertThat(report.verdict()).isEqualTo("rounds 2, wrong 1");
        assertThat(Files.readString(directory.resolve("chaos.md")))
                .contains("**rounds 2, wrong 1** (of 3)", "| kills | 6 |", "| SUCCEEDED | 9 |")
                .contains("* round 2, seed 42\n  * tag 'X' is missing at 1: [a]\n");
        assertThat(Files.readString(directory.resolve("chaos.svg")))
                .contains("#c0392b")
                .contains("round 1 to 2");
    }

    private static Outcome outcome(int round, String... differences) {
        return new Outcome(
                round,
                Duration.ofSeconds(10),
                Map.of(Action.KILL, 2),
                Map.of("KILL kafka", 2),
                Map.of("SUCCEEDED", 3),
                List.of(differences));
    }
}
