package org.datasync.delta.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.Locale;
import org.datasync.sandbox.report.Machine;

/** The figures as Markdown, in the file as soon as they are known. */
final class Report {
    private final Path file;

    Report(Path directory, String members, int repeated) throws IOException {
        file = Files.createDirectories(directory).resolve("delta.md");
        Files.deleteIfExists(file);
        line("# Speed of delta-service");
        line("");
        line("Written by `mvn -T1 -Pbenchmark verify` on %s; do not edit.".formatted(LocalDate.now()));
        line("");
        line("| | |");
        line("| --- | --- |");
        line("| members of the list | %s |".formatted(members));
        line("| each JVM (service, database, broker, this one) | `%s`; this one %d MB |"
                .formatted(
                        String.join(" ", JavaProcess.JVM), Runtime.getRuntime().maxMemory() >> 20));
        line(Machine.rows(Path.of("target", "quarkus-app")));
        line("");
        line(("Seconds are medians of %d measurements, with the least and the greatest in brackets, by the clock."
                        + " \"Processor\" is the same ratio by the processor time of database, service and benchmark: it"
                        + " tells the work apart from what else the machine does. What stands beside each other was"
                        + " measured in turns, in one run, on the same data in the same database.")
                .formatted(repeated));
    }

    void section(String title, String text) {
        line("");
        line("## " + title);
        line("");
        line(text);
        line("");
    }

    void header(String... titles) {
        line("| " + String.join(" | ", titles) + " |");
        line("| --- ".repeat(titles.length) + "|");
    }

    void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    /** A comparison with the most the service may take. */
    void atMost(String what, Pair pair, double target) {
        row(
                what,
                seconds(pair.service()),
                seconds(pair.bare()),
                "%.2f".formatted(pair.ratio()),
                "≤ %.2f".formatted(target),
                met(pair.ratio() <= target),
                "%.2f".formatted(pair.processorRatio()));
    }

    static String seconds(Timing timing) {
        return "%.2f s (%.2f – %.2f)".formatted(timing.median(), timing.least(), timing.greatest());
    }

    static String number(double number) {
        return String.format(Locale.US, "%,.0f", number);
    }

    static String met(boolean met) {
        return met ? "yes" : "**no**";
    }

    private void line(String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
