package org.datasync.notification.summary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.notification.summary.Summary.ProblemRow;

/** The problems of an event as CSV (RFC 4180), safe to open in a spreadsheet. */
public final class ProblemsFile {
    public static final String NAME = "errors.csv";
    public static final String TYPE = "text/csv; charset=utf-8";

    /** Characters a spreadsheet would take for the begin of a formula. */
    private static final String FORMULA = "=+-@\t\r＝＋－＠";

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private ProblemsFile() {}

    /** UTF-8 with a byte order mark, by which spreadsheets recognise it. */
    public static byte[] of(List<Problem> problems) {
        String rows =
                problems.stream().map(ProblemRows::row).map(ProblemsFile::line).collect(Collectors.joining());
        return (BYTE_ORDER_MARK + "constituent,operation,outcome,reason\r\n" + rows).getBytes(UTF_8);
    }

    private static String line(ProblemRow row) {
        return Stream.of(row.constituent(), row.operation(), row.outcome(), row.reason())
                .map(ProblemsFile::cell)
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String value) {
        String safe = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
