package org.datasync.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;

/**
 * What Linux says about a process.
 *
 * @param processorSeconds user and system time since it started
 * @param resident MB in memory, pages shared with others included whole
 * @param proportional MB in memory, pages shared with others divided among them
 * @param peak the most MB that ever were resident
 */
record ProcessFigures(long pid, double processorSeconds, double resident, double proportional, double peak) {
    /** In this unit the kernel tells processor time to programs, whatever its own is. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;

    /** Of all processes of a system without replicas. */
    static Map<Part, ProcessFigures> ofAll(LocalSystem system) {
        var figures = new LinkedHashMap<Part, ProcessFigures>();
        for (Part part : Part.values()) {
            figures.put(part, of(system.pid(part)));
        }
        return figures;
    }

    static ProcessFigures ofThisJvm() {
        return of(ProcessHandle.current().pid());
    }

    static ProcessFigures of(long pid) {
        Path process = Path.of("/proc", String.valueOf(pid));
        return new ProcessFigures(
                pid,
                processor(text(process.resolve("stat"))),
                megabytes(lines(process.resolve("smaps_rollup")), "Rss:"),
                megabytes(lines(process.resolve("smaps_rollup")), "Pss:"),
                megabytes(lines(process.resolve("status")), "VmHWM:"));
    }

    /** The second column is the name of the program in brackets, which may contain anything. */
    static double processor(String stat) {
        String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(afterName[USER_TIME]) + Long.parseLong(afterName[USER_TIME + 1])) / TICKS_PER_SECOND;
    }

    static double megabytes(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the system does not tell " + name));
    }

    private static String text(Path file) {
        return String.join("\n", lines(file));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the process has ended, or this is no Linux, which tells about processes in /proc", e);
        }
    }
}
