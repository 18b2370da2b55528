package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.datasync.sandbox.report.ReportDirectory;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Quiet;
import org.datasync.sandbox.system.Terminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How the whole system does beside its targets and what limits it. Missed targets stand in the report; wrong tags fail.
 * The switches are in the README of this module.
 */
@Tag("benchmark")
class SystemBenchmarkIT {
    private static final int STARTS = Integer.getInteger("benchmark.starts", 3);
    private static final int CHANGES = Integer.getInteger("benchmark.changes", 3);
    private static final int CONSTITUENTS = Integer.getInteger("benchmark.constituents", DayPlan.FULL);
    private static final int QUARTERS = Integer.getInteger("benchmark.quarters", 96);
    private static final Duration BUDGET = Duration.ofMinutes(Integer.getInteger("benchmark.minutes", 10));
    private static final int SPEED = Integer.getInteger("benchmark.speed", 60);
    private static final int LARGEST = Integer.getInteger("benchmark.largest", 50_000);
    private static final Path ROOT = Path.of(System.getProperty("demo.root"));

    private final Terminal terminal = new Terminal(System.out);

    @Test
    void theWholeSystemIsMeasuredBesideItsTargets() throws Exception {
        Quiet.logging();
        Path directory = ReportDirectory.of("benchmark.report");
        var report = new SystemReport(
                directory,
                ROOT,
                "%d cold and %d warm starts; %d changes; %s constituents, at most %d quarters of an hour; growth up to %s"
                        .formatted(
                                STARTS,
                                STARTS,
                                CHANGES,
                                Figures.number(CONSTITUENTS),
                                QUARTERS,
                                Figures.number(LARGEST)));
        if (STARTS > 0) {
            startsAndChanges(report);
        }
        if (QUARTERS > 0) {
            day(report);
        }
        assertThat(directory.resolve("system.md")).isNotEmptyFile();
    }

    private void startsAndChanges(SystemReport report) throws Exception {
        var starts = new StartBench(ROOT, Path.of("target", "benchmark-start"), terminal, LatencyBench.SETTINGS);
        try (LocalSystem system = stoppedAtTheEnd(starts.measure(report, STARTS));
                var latency = new LatencyBench(system)) {
            if (CHANGES > 0) {
                latency.measure(report, CHANGES);
            }
        }
    }

    private void day(SystemReport report) throws Exception {
        var plan = new DayPlan(CONSTITUENTS, QUARTERS);
        try (var day = new DaySystem(ROOT, Path.of("target", "benchmark-day"), CONSTITUENTS, SPEED, terminal);
                var life = new DayBench(day, plan, BUDGET);
                var growth = new GrowthBench(day, CONSTITUENTS)) {
            stoppedAtTheEnd(day.system);
            life.measure(report);
            growth.measure(report, LARGEST);
        }
    }

    /** Also when the benchmark is broken off. */
    private static LocalSystem stoppedAtTheEnd(LocalSystem system) {
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
        return system;
    }
}
