package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;

/** A table as lines of text: labels to the left, values to the right. */
final class PlainTable {
    private PlainTable() {}

    static List<String> lines(List<String> columns, List<Summary.Row> rows) {
        int label = rows.stream().mapToInt(row -> row.label().length()).max().orElse(0);
        List<Integer> widths = new ArrayList<>();
        for (int column = 0; column < columns.size(); column++) {
            int index = column;
            int values = rows.stream()
                    .mapToInt(row -> row.values().get(index).length())
                    .max()
                    .orElse(0);
            widths.add(Math.max(values, columns.get(column).length()));
        }
        List<String> lines = new ArrayList<>();
        lines.add(line("", columns, label, widths));
        rows.forEach(row -> lines.add(line(row.label(), row.values(), label, widths)));
        return List.copyOf(lines);
    }

    private static String line(String label, List<String> values, int labelWidth, List<Integer> widths) {
        var line = new StringBuilder(label).append(" ".repeat(labelWidth - label.length()));
        for (int column = 0; column < widths.size(); column++) {
            String value = values.get(column);
            line.append("  ")
                    .append(" ".repeat(widths.get(column) - value.length()))
                    .append(value);
        }
        return line.toString();
    }
}
