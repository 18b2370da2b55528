package org.datasync.benchmark;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.datasync.sandbox.report.Machine;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Options;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Ports;
import org.datasync.sandbox.system.Terminal;

/**
 * One start of the whole system.
 *
 * @param seconds until everything was ready
 * @param figures of each process then
 * @param launcher processor seconds that this JVM took meanwhile
 */
record Launch(LocalSystem system, double seconds, Map<Part, ProcessFigures> figures, double launcher) {
    static Launch of(Path root, Path directory, int constituents, Terminal terminal, Map<String, String> settings) {
        var options = new Options(
                root,
                directory,
                constituents,
                Duration.ofSeconds(1),
                1,
                Optional.empty(),
                "benchmark-key",
                Ports.free(),
                settings);
        double launcherBefore = ProcessFigures.ofThisJvm().processorSeconds();
        long start = System.nanoTime();
        LocalSystem system = LocalSystem.start(options, terminal);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Launch(
                system,
                seconds,
                ProcessFigures.ofAll(system),
                ProcessFigures.ofThisJvm().processorSeconds() - launcherBefore);
    }

    /** Of all processes of the system. */
    double sum(ToDoubleFunction<ProcessFigures> figure) {
        return figures.values().stream().mapToDouble(figure).sum();
    }

    /** Were all processors busy from the first moment with what the start needs. */
    double limit() {
        return (launcher + sum(ProcessFigures::processorSeconds)) / Machine.processors();
    }
}
