package org.datasync.sandbox.system;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.datasync.contracts.run.v1.RunCounts;

/** One run as a table of one row. */
final class RunTable {
    private RunTable() {}

    static String of(String title, Run run, long mails) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("state", run.state());
        columns.putAll(counted(run.counts()));
        columns.put("seconds", "%.1f".formatted(Terminal.seconds(run.took())));
        columns.put("mails", String.valueOf(mails));
        return title
                + System.lineSeparator()
                + row(columns, true)
                + System.lineSeparator()
                + ruler(columns)
                + System.lineSeparator()
                + row(columns, false);
    }

    /** What was never counted is unknown, not zero. */
    private static Map<String, String> counted(RunCounts counts) {
        var columns = new LinkedHashMap<String, String>();
        columns.put("members", number(counts, RunCounts::members));
        columns.put("added", number(counts, RunCounts::added));
        columns.put("removed", number(counts, RunCounts::removed));
        columns.put(
                "tagged",
                number(counts, known -> known.tag().done() + known.tag().already()));
        columns.put(
                "untagged",
                number(counts, known -> known.untag().done() + known.untag().already()));
        columns.put("rejected", number(counts, RunTable::rejected));
        return columns;
    }

    private static String number(RunCounts counts, ToLongFunction<RunCounts> column) {
        return counts == null ? "unknown" : Terminal.number(column.applyAsLong(counts));
    }

    private static long rejected(RunCounts counts) {
        return counts.tag().rejected()
                + counts.update().rejected()
                + counts.untag().rejected();
    }

    private static String row(Map<String, String> columns, boolean heads) {
        return columns.entrySet().stream()
                .map(column -> ("%" + width(column) + "s").formatted(heads ? column.getKey() : column.getValue()))
                .collect(Collectors.joining(" | ", " ", ""));
    }

    private static String ruler(Map<String, String> columns) {
        return columns.entrySet().stream()
                .map(column -> "-".repeat(width(column)))
                .collect(Collectors.joining("-+-", "-", ""));
    }

    private static int width(Map.Entry<String, String> column) {
        return Math.max(column.getKey().length(), column.getValue().length());
    }
}
