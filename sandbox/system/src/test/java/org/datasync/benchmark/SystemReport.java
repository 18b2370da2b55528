package org.datasync.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Collectors;
import org.datasync.sandbox.report.BarChart;
import org.datasync.sandbox.report.Machine;
import org.datasync.sandbox.system.SmallJvm;

/** The page {@code system.md} and its pictures, in the directory as soon as something is known. */
final class SystemReport {
    private final Path directory;
    private final StringBuilder text = new StringBuilder();

    /** @param size what was asked for, in words */
    SystemReport(Path directory, Path root, String size) {
        this.directory = directory;
        text.append("""
                # The whole system

                Written by `mvn -T1 -Pbenchmark verify` on %s; do not edit.

                | | |
                | --- | --- |
                | size | %s |
                %s
                | system | the launcher of `mvn -Pdemo`: broker, database and the four packaged services, one process each (`%s`, `%s`), no replicas; Prospect2 and mailbox in the JVM of the benchmark (up to %d MB) |

                Targets are those of a machine with two processors that does nothing else. A target that is not met says **missed**; wrong tags would have failed the benchmark. "Limit" is what cannot be faster, measured in the same run.
                """.formatted(
                LocalDate.now(),
                size,
                Machine.rows(root.resolve("scheduler-service/target/quarkus-app")),
                String.join(" ", SmallJvm.OPTIONS),
                SmallJvm.ENVIRONMENT.entrySet().stream().map(Object::toString).collect(Collectors.joining(" ")),
                Runtime.getRuntime().maxMemory() >> 20));
        write();
    }

    void section(String title, String how) {
        text.append("\n## ").append(title).append("\n\n").append(how).append("\n\n");
        write();
    }

    int length() {
        return text.length();
    }

    /** Takes back what was written since the text had this length. */
    void back(int length) {
        text.setLength(length);
    }

    void header(String... titles) {
        row(titles);
        text.append("| --- ".repeat(titles.length)).append("|\n");
        write();
    }

    void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
        write();
    }

    void picture(String name, String title, BarChart chart) {
        text.append("\n![").append(title).append("](").append(name).append(")\n");
        write(name, chart.svg());
        write();
    }

    static String met(boolean met) {
        return met ? "yes" : "**missed**";
    }

    private void write() {
        write("system.md", text.toString());
    }

    private void write(String name, String content) {
        try {
            Files.writeString(directory.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
