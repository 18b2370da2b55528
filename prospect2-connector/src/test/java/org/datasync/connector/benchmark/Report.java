package org.datasync.connector.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.datasync.sandbox.report.Machine;
import org.datasync.sandbox.report.ReportDirectory;

/** The figures as a Markdown page: {@code connector.md} in the directory {@code -Dbenchmark.report}. */
final class Report {
    private static final String HEAD = """

            | what | measured | limit of the same run | ratio | target | met |
            | --- | --- | --- | --- | --- | --- |
            """;

    private final StringBuilder text = new StringBuilder();
    private final List<String> missed = new ArrayList<>();

    Report() {
        text.append("""
                # Speed of prospect2-connector

                Written by `mvn -T1 -Pbenchmark verify` on %s; do not edit.

                | | |
                | --- | --- |
                %s
                | service | the packaged one, a process of its own with `-Xmx256m -XX:+UseSerialGC` |
                | broker, database and Prospect2 server | in the JVM of the benchmark, %d MB |
                """.formatted(
                        LocalDate.now(),
                        Machine.rows(Path.of("target", "quarkus-app")),
                        Runtime.getRuntime().maxMemory() >> 20));
    }

    /** Starts a section. */
    void section(String title, String how) {
        text.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(how)
                .append('\n')
                .append(HEAD);
    }

    /** A figure that has to reach a share of its limit. */
    void atLeast(String what, double measured, double limit, String unit, double target) {
        line(what, measured, limit, unit, ">= " + number(target), measured / limit >= target);
    }

    /** A figure that must not be above its limit. */
    void atMost(String what, double measured, double limit, String unit) {
        line(what, measured, limit, unit, "<= 1", measured <= limit);
    }

    /** Something that must not happen at all. */
    void never(String what, long times) {
        boolean met = times == 0;
        text.append("| %s | %d | 0 | | 0 | %s |%n".formatted(what, times, met ? "yes" : "**no**"));
        judge(what, met);
    }

    /** A figure without a target. */
    void seen(String what, double measured, double limit, String unit) {
        text.append("| %s | %s %s | %s %s | %s | | |%n"
                .formatted(what, number(measured), unit, number(limit), unit, number(measured / limit)));
    }

    /** What missed its target. */
    List<String> missed() {
        return List.copyOf(missed);
    }

    void write() throws IOException {
        Files.writeString(ReportDirectory.of("benchmark.report").resolve("connector.md"), text.toString());
    }

    private void line(String what, double measured, double limit, String unit, String target, boolean met) {
        text.append("| %s | %s %s | %s %s | %s | %s | %s |%n"
                .formatted(
                        what,
                        number(measured),
                        unit,
                        number(limit),
                        unit,
                        number(measured / limit),
                        target,
                        met ? "yes" : "**no**"));
        judge(what, met);
    }

    private void judge(String what, boolean met) {
        if (!met) {
            missed.add(what);
        }
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.3f", value);
    }
}
