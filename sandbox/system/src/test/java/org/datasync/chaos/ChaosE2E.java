package org.datasync.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.datasync.e2e.FreshDirectory;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Quiet;
import org.datasync.sandbox.system.Terminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Killed at any instant, nothing is lost, doubled or miscounted: the whole system, round after round. */
@Tag("chaos")
class ChaosE2E {
    private static final int ROUNDS = Integer.getInteger("chaos.rounds", 200);
    private static final long SEED = Long.getLong("chaos.seed", 20_261_124);
    private static final Path REPORT = Path.of(System.getProperty("chaos.report", "target/chaos"));

    @Test
    void nothingIsLostDoubledOrMiscounted() throws IOException {
        Quiet.logging();
        Path directory = FreshDirectory.at(Path.of("target", "chaos-system"));
        var terminal = new Terminal(System.out);
        var report = new Report(REPORT, SEED, ROUNDS);
        try (LocalSystem system = ChaosSystem.start(Path.of(System.getProperty("demo.root")), directory, terminal);
                var suite = new Suite(system, SEED)) {
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
            for (int round = 0; round <= ROUNDS; round++) {
                terminal.say("round %d: %s", round, round == 0 ? "first runs" : RoundPlan.of(SEED, round));
                Outcome outcome = suite.play(round);
                report.add(outcome);
                outcome.differences().forEach(line -> terminal.say("WRONG in round %d: %s", outcome.round(), line));
                terminal.say(
                        "round %d took %.1f s, runs %s; %s",
                        round, outcome.took().toMillis() / 1000.0, outcome.runs(), report.verdict());
            }
        }
        assertThat(report.verdict()).isEqualTo("rounds %d, wrong 0", ROUNDS);
    }
}
