package org.datasync.notification.summary;

import java.util.List;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.notification.summary.Summary.ProblemRow;
import org.datasync.notification.summary.Summary.Problems;

/** What was not done, constituents by number. */
final class ProblemRows {
    private static final int SHOWN = 20;
    private static final int LONGEST_REASON = 200;

    private ProblemRows() {}

    static Problems of(RunFinished run, Formats formats) {
        if (run.problemCount() == 0 && run.problems().isEmpty()) {
            return Problems.NONE;
        }
        List<ProblemRow> rows =
                run.problems().stream().limit(SHOWN).map(ProblemRows::row).toList();
        return new Problems("Errors: " + formats.number(run.problemCount()), rows, note(run, rows.size(), formats));
    }

    static ProblemRow row(Problem problem) {
        return new ProblemRow(
                problem.constituentNo() == null ? Formats.UNKNOWN : String.valueOf(problem.constituentNo()),
                operation(problem.operation()),
                outcome(problem.outcome()),
                problem.reason() == null ? "" : Plain.line(problem.reason(), LONGEST_REASON));
    }

    private static String note(RunFinished run, int shown, Formats formats) {
        if (run.problemCount() <= shown) {
            return "";
        }
        if (run.problemCount() == run.problems().size()) {
            return "These are the first %s. All of them are in the attached file and in the console."
                    .formatted(formats.number(shown));
        }
        return "These are the first %s. The first %s are in the attached file, all of them in the console."
                .formatted(formats.number(shown), formats.number(run.problems().size()));
    }

    private static String operation(Operation operation) {
        return switch (operation) {
            case TAG -> "add tag";
            case UPDATE -> "update data";
            case UNTAG -> "remove tag";
            case UNKNOWN -> Formats.UNKNOWN;
        };
    }

    private static String outcome(Outcome outcome) {
        return switch (outcome) {
            case DONE -> "done";
            case ALREADY -> "was so already";
            case REJECTED -> "refused";
            case FAILED -> "failed";
            case UNKNOWN -> "result unknown";
            case CANCELLED -> "cancelled";
        };
    }
}
