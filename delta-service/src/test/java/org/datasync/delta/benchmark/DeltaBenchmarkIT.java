package org.datasync.delta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.delta.benchmark.Report.met;
import static org.datasync.delta.benchmark.Report.number;
import static org.datasync.delta.benchmark.Report.seconds;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import org.datasync.contracts.EventJson;
import org.datasync.delta.benchmark.ServiceBench.FirstRun;
import org.datasync.sandbox.process.DatabaseProcess;
import org.datasync.sandbox.report.ReportDirectory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast the delta is beside bare-metal programs that give the same answers. The answers are compared; figures and
 * targets go into a report. {@code -Dbenchmark.members=}, {@code -Dbenchmark.repeated=} and {@code -Dbenchmark.report=}
 * (a directory) make it another one.
 */
@Tag("benchmark")
class DeltaBenchmarkIT {
    private static final int MEMBERS = Integer.getInteger("benchmark.members", 1_000_000);
    private static final int REPEATED = Integer.getInteger("benchmark.repeated", 5);
    private static final Path REPORT = ReportDirectory.of("benchmark.report");
    private static final int LATER_RUNS = 10;
    private static final double MEGABYTE = 1 << 20;

    @TempDir
    Path directory;

    @Test
    void theDeltaIsMeasuredBesideBarePrograms() throws Exception {
        Files.createDirectories(Path.of("target", "benchmark"));
        Report report = new Report(REPORT, number(MEMBERS), REPEATED);
        List<Integer> sizes = List.of(MEMBERS / 100, MEMBERS / 10, MEMBERS);
        for (int size : sizes) {
            JavaProcess.run(
                    Filling.class,
                    "3g",
                    List.of(databases().toString(), String.valueOf(size), String.valueOf(size == MEMBERS)));
        }
        try (JavaProcess database = JavaProcess.serving(DatabaseProcess.class, databases())) {
            plans(report, database, sizes);
            runs(report, database);
        }
        assertThat(REPORT.resolve("delta.md")).isNotEmptyFile();
    }

    private Path databases() {
        return directory.resolve("databases");
    }

    private void plans(Report report, JavaProcess database, List<Integer> sizes) throws Exception {
        TreeMap<Integer, Pair> moved = new TreeMap<>();
        report.section(
                "Plan",
                "Copy of the member numbers and plan, by the code of the service, beside bare statements: the same copy,"
                        + " one aggregate of the addresses per member, the two differences, stored in the first row and"
                        + " only counted in the second.");
        report.header("what", "service", "bare statements", "ratio", "target", "met", "processor");
        for (int size : sizes) {
            try (PlanBench bench = new PlanBench(database, new Members(size), REPEATED)) {
                Pair pair = bench.moved();
                moved.put(size, pair);
                if (size == MEMBERS) {
                    report.atMost("1 % leave, 1 % join", pair, 1.5);
                    report.atMost("nobody moves", bench.unchanged(), 1.2);
                }
            }
        }
        report.section(
                "Growth of a plan",
                "The plan with 1 % moving, each number of members in a database of its own size; beside it how the bare"
                        + " statements grow in the same databases.");
        report.header(
                "members", "service", "microseconds per member", "to the tenfold", "bare statements", "met (≤ 10)");
        moved.forEach((size, pair) -> report.row(
                number(size),
                seconds(pair.service()),
                "%.1f".formatted(pair.service().median() / size * 1e6),
                growth(moved, size, Pair::service),
                growth(moved, size, Pair::bare),
                moved.lowerKey(size) == null
                        ? ""
                        : met(pair.service().median()
                                <= 10
                                        * moved.lowerEntry(size)
                                                .getValue()
                                                .service()
                                                .median())));
    }

    /** How many times the seconds of the tenth of the members. */
    private static String growth(TreeMap<Integer, Pair> moved, int size, Function<Pair, Timing> whose) {
        var tenth = moved.lowerEntry(size);
        return tenth == null
                ? ""
                : "%.1f times"
                        .formatted(whose.apply(moved.get(size)).median()
                                / whose.apply(tenth.getValue()).median());
    }

    private void runs(Report report, JavaProcess database) throws Exception {
        try (ServiceBench bench = new ServiceBench(database, directory)) {
            FirstRun last = firstRuns(report, bench);
            report.section(
                    "Settlement",
                    "All outcomes of such a run, 500 in an event, from the topic into plan and baseline; the median of"
                            + " five equal parts of one run.");
            Timing settled = bench.settle(last);
            double rate = last.operations() / 5.0 / settled.median();
            report.header("address operations", "per second", "target", "met");
            report.row(number(last.operations()), number(rate), "≥ 5,000", met(rate >= 5000));
            laterRuns(report, bench, last);
        }
    }

    private FirstRun firstRuns(Report report, ServiceBench bench) throws Exception {
        List<Timing> planning = List.of(bench.timing(), bench.timing(), bench.timing());
        List<Timing> publishing = List.of(bench.timing(), bench.timing(), bench.timing());
        List<Integer> lists = List.of(Members.HUNDREDTH, Members.TENTH, Members.LIST);
        List<Long> records = new ArrayList<>();
        Timing program = bench.timing();
        Timing finder = bench.timing();
        Timing producer = bench.timing();
        FirstRun last = null;
        int syncId = Members.SYNC;
        for (int size = 0; size < lists.size(); size++) {
            for (int i = 0; i < REPEATED; i++) {
                last = bench.firstRun(syncId++, lists.get(size), planning.get(size), publishing.get(size));
                if (size == lists.size() - 1) {
                    bare(bench, last, program, finder, producer);
                }
            }
            records.add(last.records());
        }
        Timing service = publishing.get(lists.size() - 1);
        double rate = last.records() / service.median();
        double bareRate = last.records() / program.median();
        report.section(
                "First run",
                "From the stored plan to the last acknowledged record, by the packaged service; beside it one cursor over"
                        + " the same plan, Jackson and a plain producer with the same settings, and that producer alone"
                        + " with one payload. The whole run stands beside a program that finds the constituents by its"
                        + " cursor: it stores no plan, so it can show none, hold none and go on from none.");
        report.header("what", "records", "seconds", "records per second", "of the bare program", "target", "met");
        report.row(
                "service",
                number(last.records()),
                seconds(service),
                number(rate),
                "%.0f %%".formatted(100 * rate / bareRate),
                "≥ 60 %",
                met(rate >= 0.6 * bareRate));
        report.row("bare program", number(last.records()), seconds(program), number(bareRate), "100 %", "", "");
        double whole = last.records() / (planning.get(lists.size() - 1).median() + service.median());
        report.row(
                "service, with copy and stored plan",
                number(last.records()),
                "%.2f s".formatted(last.records() / whole),
                number(whole),
                "%.0f %% of the next".formatted(100 * whole * finder.median() / last.records()),
                "",
                "");
        report.row(
                "bare program that finds them itself",
                number(last.records()),
                seconds(finder),
                number(last.records() / finder.median()),
                "",
                "",
                "");
        report.row(
                "producer alone",
                number(last.records()),
                seconds(producer),
                number(last.records() / producer.median()),
                "%.0f %%".formatted(100 * program.median() / producer.median()),
                "",
                "");
        report.section(
                "Growth of a first run",
                "Lists of a hundredth, a tenth and all members in one database; from the start of the run to the stored"
                        + " plan, and from there to the last acknowledgement.");
        report.header("records", "plan", "publishing", "microseconds per record", "of them processor");
        for (int size = 0; size < lists.size(); size++) {
            double sum = planning.get(size).median() + publishing.get(size).median();
            double processor =
                    planning.get(size).processorMedian() + publishing.get(size).processorMedian();
            report.row(
                    number(records.get(size)),
                    seconds(planning.get(size)),
                    seconds(publishing.get(size)),
                    "%.1f".formatted(sum / records.get(size) * 1e6),
                    "%.1f".formatted(processor / records.get(size) * 1e6));
        }
        return last;
    }

    private static void bare(ServiceBench bench, FirstRun run, Timing program, Timing finder, Timing producer)
            throws Exception {
        try (BareProgram bare = new BareProgram(bench.connection(), bench.bootstrapServers(), run.request())) {
            byte[] payload = EventJson.write(bare.example());
            bare.send(1000, payload);
            long published = program.measure(() -> bare.publish(run.firstSequence(), run.lastSequence()));
            assertThat(published).isEqualTo(run.records());
            long found = finder.measure(bare::findAndPublish);
            assertThat(found).isEqualTo(run.records());
            long sent = producer.measure(() -> bare.send(run.records(), payload));
            assertThat(sent).isEqualTo(run.records());
        }
    }

    private static void laterRuns(Report report, ServiceBench bench, FirstRun first) throws Exception {
        Timing timing = bench.timing();
        long second = 0;
        for (int run = 2; run <= LATER_RUNS; run++) {
            bench.unchanged(first, timing);
            if (run == 2) {
                second = bench.liveHeap();
            }
        }
        long tenth = bench.liveHeap();
        report.section(
                "Memory",
                "What the service holds after a full collection, behind runs of one sync; the runs after the first find"
                        + " nobody to add or remove and take "
                        + seconds(timing) + " with the pause between the two counts.");
        report.header("heap allowed", "after the second run", "after the tenth", "target", "met");
        report.row(
                "256 MB",
                "%.1f MB".formatted(second / MEGABYTE),
                "%.1f MB".formatted(tenth / MEGABYTE),
                "no growth (≤ 2 MB)",
                met(tenth - second <= 2 * MEGABYTE));
    }
}
