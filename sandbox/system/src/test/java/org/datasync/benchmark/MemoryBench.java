package org.datasync.benchmark;

import static org.datasync.benchmark.Figures.text;

import java.util.Map;
import org.datasync.sandbox.report.BarChart;
import org.datasync.sandbox.system.Part;

/** Memory of each process, idle after the start and at most since then. */
final class MemoryBench {
    static final double TARGET = 1.2 * 1024;

    private MemoryBench() {}

    /** How many died meanwhile and were started again: what is measured of them is not of the whole time. */
    static long startedAnew(Map<Part, ProcessFigures> before, Map<Part, ProcessFigures> after) {
        return before.keySet().stream()
                .filter(part -> before.get(part).pid() != after.get(part).pid())
                .count();
    }

    /** @param idle after the start @param after of the same processes, after the day */
    static void tell(SystemReport report, Map<Part, ProcessFigures> idle, Map<Part, ProcessFigures> after) {
        report.section(
                "Memory after the day",
                "MB of each process: idle, after the start of the system of the day in the life, and the most while the"
                        + " day and the first runs before it lasted. RSS counts what processes share in each of them, PSS"
                        + " divides it among them. The heap of each may grow to 256 MB. Prospect2 with its contacts and the"
                        + " mailbox are in the JVM of the benchmark, which is no part of the sum.");
        report.header("process", "idle RSS", "idle PSS", "most RSS");
        var chart = new BarChart("Memory of each process", "MB").legend("dark: idle after the start; light: the most");
        for (Part part : Part.values()) {
            ProcessFigures before = idle.get(part);
            double peak = after.get(part).peak();
            report.row(
                    part.title(), text(before.resident(), "MB"), text(before.proportional(), "MB"), text(peak, "MB"));
            chart.bar(part.title(), before.resident(), peak);
        }
        double resident =
                idle.values().stream().mapToDouble(ProcessFigures::resident).sum();
        double proportional =
                idle.values().stream().mapToDouble(ProcessFigures::proportional).sum();
        double most = after.values().stream().mapToDouble(ProcessFigures::peak).sum();
        report.row("sum", text(resident, "MB"), text(proportional, "MB"), text(most, "MB"));
        report.row("target", "< 1,229 MB", "< 1,229 MB", "< 1,229 MB");
        report.row(
                "ratio",
                Figures.ratio(resident / TARGET),
                Figures.ratio(proportional / TARGET),
                Figures.ratio(most / TARGET));
        report.row(
                "met",
                SystemReport.met(resident < TARGET),
                SystemReport.met(proportional < TARGET),
                SystemReport.met(most < TARGET));
        report.row(
                "JVM of the benchmark, apart",
                "",
                "",
                text(ProcessFigures.ofThisJvm().peak(), "MB"));
        report.picture(
                "system-memory.svg",
                "Memory of each process",
                chart.bar("sum", resident, most).target(TARGET));
    }
}
