package org.datasync.benchmark;

import static org.datasync.benchmark.Figures.number;
import static org.datasync.benchmark.Figures.percent;
import static org.datasync.benchmark.Figures.text;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.datasync.benchmark.DayBench.Quarter;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.sandbox.report.BarChart;
import org.datasync.sandbox.report.Machine;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;

/** The sections about the day in the life. */
final class DayReport {
    private static final double QUARTER = 15 * 60;
    private static final double REQUESTS_PER_SECOND = 5;
    private static final int QUARTERS_OF_AN_HOUR = 4;

    private final SystemReport report;
    private final DayPlan plan;
    private final int speed;
    private int quartersFrom;

    DayReport(SystemReport report, DayPlan plan, int speed) {
        this.report = report;
        this.plan = plan;
        this.speed = speed;
    }

    void how(Duration budget) {
        report.section(
                "A day in the life",
                ("%s constituents, of whom %s change in 96 quarters of an hour: memberships lapse and begin, addresses"
                                + " change. %d quarters are asked for; after %d minutes none begins any more, and how many there"
                                + " were is told below. Forty syncs, each adding and removing and following addresses, one mail"
                                + " per run: %s. All that are due in a quarter are started at once by the operators' API; the"
                                + " next quarter comes when all have ended. In Prospect2 time passes %d times as fast: its"
                                + " limits, latencies and durations follow, and so do the connector's limits, its pause before a"
                                + " batch that is not full (`bulk.linger`), and the pauses of delta-service between two counts"
                                + " (`generation.count-pause`) and between two looks at the audit trail (`changes.interval`).")
                        .formatted(
                                number(plan.constituents()),
                                percent(WorldOfDay.SHARE_OF_A_DAY),
                                plan.quarters(),
                                budget.toMinutes(),
                                plan.parts().stream().map(DayPlan.Part::text).collect(Collectors.joining("; ")),
                                speed));
    }

    void first(List<Run> first) {
        double seconds = Runs.seconds(first);
        long operations = operations(first);
        report.header("first runs of all", "measured");
        report.row("members", number(members(first)));
        report.row("addresses tagged", number(operations));
        report.row("all together", text(seconds, "s"));
        report.row("addresses per second", text(operations / seconds, "1/s"));
        report.row("state", states(first));
    }

    /** Written anew after each quarter, in the place of what was told of those before it. */
    void quarters(List<Quarter> lived) {
        if (lived.size() == 1) {
            quartersFrom = report.length();
        }
        report.back(quartersFrom);
        report.section(
                "How long a quarter of an hour takes",
                "%d of %d quarters, from the start of the first run to the end of the last. As Prospect2 is faster here, the second row adds to each quarter what its requests take at 4.5 per second, as if nothing ran beside them; its other waits are not added."
                        .formatted(lived.size(), plan.quarters()));
        report.header("", "median", "95 %", "worst", "target", "worst of it", "met");
        quarters("elapsed", lived, Quarter::seconds);
        quarters(
                "elapsed, with the requests at their true rate",
                lived,
                quarter -> quarter.seconds() + quarter.requests() / BareCalls.PER_SECOND);
        var chart = new BarChart("Seconds of a quarter of an hour, hour by hour", "s")
                .legend("dark: median of the hour's quarters; light: the worst of them");
        for (int from = 0; from < lived.size(); from += QUARTERS_OF_AN_HOUR) {
            List<Double> hour = lived.subList(from, Math.min(lived.size(), from + QUARTERS_OF_AN_HOUR)).stream()
                    .map(Quarter::seconds)
                    .toList();
            chart.bar("hour " + (from / QUARTERS_OF_AN_HOUR + 1), Figures.median(hour), Figures.worst(hour));
        }
        report.picture("system-day.svg", "Seconds of a quarter of an hour", chart);
    }

    private void quarters(String what, List<Quarter> lived, ToDoubleFunction<Quarter> seconds) {
        List<Double> all = lived.stream().map(seconds::applyAsDouble).toList();
        double worst = Figures.worst(all);
        report.row(
                what,
                text(Figures.median(all), "s"),
                text(Figures.quantile(all, 0.95), "s"),
                text(worst, "s"),
                text(QUARTER, "s"),
                percent(worst / QUARTER),
                SystemReport.met(worst < QUARTER));
    }

    /** @param held runs that the guard held, of each of which a mail tells too */
    void counts(List<Quarter> lived, int held, int mails, long died) {
        List<Run> runs =
                lived.stream().flatMap(quarter -> quarter.runs().stream()).toList();
        report.section("What happened", "Without the first runs and a last one of all before tags are compared.");
        report.header("", "measured", "expected", "met");
        report.row(
                "constituents changed",
                number(lived.stream().mapToInt(Quarter::changed).sum()),
                "",
                "");
        report.row("runs started", number(runs.size()), "", "");
        long succeeded =
                runs.stream().filter(run -> run.state().equals("SUCCEEDED")).count();
        report.row(
                "runs succeeded", number(succeeded), number(runs.size()), SystemReport.met(succeeded == runs.size()));
        report.row("runs by state", states(runs), "", "");
        report.row("of these held by the guard and approved", number(held), "", "");
        report.row("members looked through", number(members(runs)), "", "");
        report.row("address operations", number(operations(runs)), "", "");
        report.row(
                "mails, one of each run and one of each held",
                number(mails),
                number(runs.size() + held),
                SystemReport.met(mails == runs.size() + held));
        report.row("processes that died and were started anew", number(died), "0", SystemReport.met(died == 0));
    }

    void tags(DayOracle.Result compared) {
        int wrong = compared.wrong().size();
        report.section(
                "Tags at the end",
                "After a last run of all syncs, beside what a query of Tessitura's tables of its own says; addresses that"
                        + " Prospect2 refused must be missing.");
        report.header("", "measured", "expected", "met");
        report.row("tags in Prospect2", number(compared.compared()), number(compared.expected()), "");
        report.row("lists with wrong tags, of 40", number(wrong), "0", SystemReport.met(wrong == 0));
    }

    void usage(List<Quarter> lived, Usage before, Usage after) {
        long used = after.allRequests() - before.allRequests();
        double quota = lived.size() * QUARTER * REQUESTS_PER_SECOND;
        report.section(
                "What the day takes of Prospect2",
                "The quota is that of the simulated time, 5 requests per second. \"Other\" are look-ups and the learning"
                        + " of ids in spare time.");
        report.header("requests", "measured", "of the quota");
        for (String purpose : Usage.purposes()) {
            long requests = after.requests().get(purpose) - before.requests().get(purpose);
            report.row(purpose, number(requests), percent(requests / quota));
        }
        report.row("all, of %s".formatted(number(Math.round(quota))), number(used), percent(used / quota));
        report.row("refused", number(after.refused() - before.refused()), "");
        processors(lived, after.launcher() - before.launcher());
        report.section(
                "Growth of the data",
                "MB on disk before and after the day. Nothing is old enough to be thrown away yet.");
        report.header("", "before", "after", "growth");
        for (String file : Usage.files()) {
            double was = before.megabytes().get(file);
            double is = after.megabytes().get(file);
            report.row(file, text(was, "MB"), text(is, "MB"), text(is - was, "MB"));
        }
    }

    private void processors(List<Quarter> lived, double launcher) {
        double elapsed = lived.stream().mapToDouble(Quarter::seconds).sum();
        double used = lived.stream().mapToDouble(DayReport::processor).sum();
        double limit = used / Machine.processors();
        report.section(
                "Processor time of the day",
                "All quarters took %s together. The limit is the processor time that broker, database and services used from the start of each quarter's runs to their end, shared among the processors: %s, ratio %s. What happens between two quarters, such as the changes in Tessitura, is in neither."
                        .formatted(text(elapsed, "s"), text(limit, "s"), Figures.ratio(elapsed / limit)));
        report.header("process", "processor seconds", "of a real day on all processors");
        double real = lived.size() * QUARTER * Machine.processors();
        for (Part part : Part.values()) {
            double seconds = lived.stream()
                    .mapToDouble(quarter -> quarter.processor().get(part))
                    .sum();
            report.row(part.title(), text(seconds, "s"), percent(seconds / real));
        }
        report.row("all", text(used, "s"), percent(used / real));
        report.row("Prospect2, mailbox and benchmark, apart, between the quarters too", text(launcher, "s"), "");
    }

    private static double processor(Quarter quarter) {
        return quarter.processor().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** How many ended in which state. */
    static String states(List<Run> runs) {
        Map<String, Long> states =
                runs.stream().collect(Collectors.groupingBy(Run::state, TreeMap::new, Collectors.counting()));
        return states.entrySet().stream()
                .map(state -> number(state.getValue()) + " " + state.getKey())
                .collect(Collectors.joining(", "));
    }

    private static long members(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.counts() != null)
                .mapToLong(run -> run.counts().members())
                .sum();
    }

    private static long operations(List<Run> runs) {
        return runs.stream()
                .filter(run -> run.counts() != null)
                .mapToLong(run -> done(run.counts().tag())
                        + done(run.counts().update())
                        + done(run.counts().untag()))
                .sum();
    }

    private static long done(OperationOutcomes outcomes) {
        return outcomes.done() + outcomes.already();
    }
}
