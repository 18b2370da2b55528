package org.datasync.benchmark;

import static org.datasync.benchmark.Figures.median;
import static org.datasync.benchmark.Figures.ratio;
import static org.datasync.benchmark.Figures.text;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.datasync.e2e.FreshDirectory;
import org.datasync.sandbox.report.BarChart;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Terminal;

/** How long it takes until the whole system is ready. */
final class StartBench {
    private static final double TARGET = 10;
    private static final int CONSTITUENTS = 20_000;

    private final Path root;
    private final Path directory;
    private final Terminal terminal;
    private final Map<String, String> settings;

    StartBench(Path root, Path directory, Terminal terminal, Map<String, String> settings) {
        this.root = root;
        this.directory = directory;
        this.terminal = terminal;
        this.settings = settings;
    }

    /** The system of the last start, which is still running. */
    LocalSystem measure(SystemReport report, int starts) {
        var cold = new ArrayList<Launch>();
        var warm = new ArrayList<Launch>();
        for (int i = 1; i <= starts; i++) {
            FreshDirectory.at(directory);
            cold.add(closed(start()));
            terminal.say("cold start %d: %.1f s", i, cold.get(cold.size() - 1).seconds());
        }
        for (int i = 1; i <= starts; i++) {
            warm.add(i < starts ? closed(start()) : start());
            terminal.say("warm start %d: %.1f s", i, warm.get(warm.size() - 1).seconds());
        }
        tell(report, cold, warm);
        return warm.get(warm.size() - 1).system();
    }

    private Launch start() {
        return Launch.of(root, directory, CONSTITUENTS, terminal, settings);
    }

    private static Launch closed(Launch launch) {
        launch.system().close();
        return launch;
    }

    private static void tell(SystemReport report, List<Launch> cold, List<Launch> warm) {
        report.section(
                "Start",
                "From the call of the launcher until broker, database and all services are ready, medians of %d starts:"
                                .formatted(cold.size())
                        + " *cold* into an empty directory, where a Tessitura of 20,000 constituents and all tables are"
                        + " made, *warm* on what is there. The limit is the processor time of all processes until then,"
                        + " that of the launcher in this JVM included, shared among the processors. The launcher does not"
                        + " start a JVM of its own here.");
        report.header("start", "measured", "worst", "limit", "ratio", "target", "met");
        row(report, "cold", cold);
        row(report, "warm", warm);
        processes(report, cold, warm);
        report.picture(
                "system-start.svg",
                "Seconds until ready",
                new BarChart("Until everything is ready", "s")
                        .bar("cold", middle(cold, Launch::limit), middle(cold, Launch::seconds))
                        .bar("warm", middle(warm, Launch::limit), middle(warm, Launch::seconds))
                        .legend("dark: processor time shared among the processors; light: elapsed")
                        .target(TARGET));
    }

    private static void processes(SystemReport report, List<Launch> cold, List<Launch> warm) {
        report.section(
                "Processes when everything is ready",
                "Medians of the same starts: processor seconds until then, memory then. RSS counts what processes share in"
                        + " each of them, PSS divides it among them. What they have after a day is below.");
        report.header("process", "cold", "warm", "cold RSS", "warm RSS", "warm PSS");
        for (Part part : Part.values()) {
            line(
                    report,
                    part.title(),
                    cold,
                    warm,
                    figure -> launch -> figure.applyAsDouble(launch.figures().get(part)));
        }
        line(report, "sum", cold, warm, figure -> launch -> launch.sum(figure));
        report.row(
                "target 1,229 MB met",
                "",
                "",
                SystemReport.met(middle(cold, launch -> launch.sum(ProcessFigures::resident)) < MemoryBench.TARGET),
                SystemReport.met(middle(warm, launch -> launch.sum(ProcessFigures::resident)) < MemoryBench.TARGET),
                SystemReport.met(
                        middle(warm, launch -> launch.sum(ProcessFigures::proportional)) < MemoryBench.TARGET));
        report.row(
                "launcher (this JVM), apart",
                text(middle(cold, Launch::launcher), "s"),
                text(middle(warm, Launch::launcher), "s"),
                "",
                "",
                "");
    }

    private static void line(
            SystemReport report,
            String what,
            List<Launch> cold,
            List<Launch> warm,
            Function<ToDoubleFunction<ProcessFigures>, ToDoubleFunction<Launch>> of) {
        report.row(
                what,
                text(middle(cold, of.apply(ProcessFigures::processorSeconds)), "s"),
                text(middle(warm, of.apply(ProcessFigures::processorSeconds)), "s"),
                text(middle(cold, of.apply(ProcessFigures::resident)), "MB"),
                text(middle(warm, of.apply(ProcessFigures::resident)), "MB"),
                text(middle(warm, of.apply(ProcessFigures::proportional)), "MB"));
    }

    private static void row(SystemReport report, String what, List<Launch> launches) {
        double seconds = middle(launches, Launch::seconds);
        double limit = middle(launches, Launch::limit);
        report.row(
                what,
                text(seconds, "s"),
                text(Figures.worst(launches.stream().map(Launch::seconds).toList()), "s"),
                text(limit, "s"),
                ratio(seconds / limit),
                "< 10 s",
                SystemReport.met(seconds < TARGET));
    }

    private static double middle(List<Launch> launches, ToDoubleFunction<Launch> figure) {
        return median(launches.stream().map(figure::applyAsDouble).toList());
    }
}
