package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Table;

/** The books of a run as tables. What was never counted is unknown, not zero. */
final class CountTables {
    private static final String CONSTITUENTS = "Constituents";
    private static final String ADDRESSES = "E-mail addresses";
    private static final List<String> OPERATIONS = List.of("Tag added", "Data updated", "Tag removed");

    private final Formats formats;
    private final JobType jobType;

    CountTables(Formats formats, JobType jobType) {
        this.formats = formats;
        this.jobType = jobType;
    }

    List<Table> of(RunCounts counts, RunCounts previous) {
        return List.of(constituents(counts, previous), addresses(counts, previous));
    }

    /** What a plan would do: nothing of it has been sent. */
    List<Table> ofPlan(DeltaCounts counts, OperationCounts planned) {
        RunCounts constituents =
                RunCounts.of(counts, OperationOutcomes.ZERO, OperationOutcomes.ZERO, OperationOutcomes.ZERO);
        List<Row> rows = new ArrayList<>();
        for (Line line : lines(constituents, null)) {
            rows.add(new Row(line.label, List.of(formats.number(line.count.applyAsLong(constituents)))));
        }
        Row operations = new Row(
                "Calculated",
                List.of(
                        formats.number(planned.tag()),
                        formats.number(planned.update()),
                        formats.number(planned.untag())));
        return List.of(
                new Table(CONSTITUENTS, List.of("Calculated"), rows, ""),
                new Table(ADDRESSES, OPERATIONS, List.of(operations), "Done so far: nothing."));
    }

    private Table constituents(RunCounts counts, RunCounts previous) {
        boolean compared = previous != null;
        List<Row> rows = new ArrayList<>();
        for (Line line : lines(counts, previous)) {
            rows.add(new Row(
                    line.label,
                    compared
                            ? List.of(value(counts, line.count), value(previous, line.count))
                            : List.of(value(counts, line.count))));
        }
        return new Table(
                CONSTITUENTS,
                compared ? List.of("This run", "Previous run") : List.of("This run"),
                rows,
                compared ? "" : "No earlier run was counted.");
    }

    private Table addresses(RunCounts counts, RunCounts previous) {
        List<Row> rows = new ArrayList<>();
        rows.add(outcomes("Calculated", counts, previous, OperationOutcomes::planned));
        rows.add(outcomes("Done", counts, previous, OperationOutcomes::done));
        rows.add(outcomes("Was so already", counts, previous, OperationOutcomes::already));
        if (jobType != JobType.ADD_ONLY) {
            rows.add(outcomes("Kept, shared with others", counts, previous, OperationOutcomes::keptShared));
        }
        rows.add(outcomes("Refused", counts, previous, OperationOutcomes::rejected));
        rows.add(outcomes("Failed", counts, previous, OperationOutcomes::failed));
        rows.add(outcomes("Result unknown", counts, previous, OperationOutcomes::unknown));
        rows.add(outcomes("Cancelled", counts, previous, OperationOutcomes::cancelled));
        return new Table(ADDRESSES, OPERATIONS, rows, previous == null ? "" : "In brackets: the previous run.");
    }

    private Row outcomes(
            String label, RunCounts counts, RunCounts previous, ToLongFunction<OperationOutcomes> outcome) {
        return new Row(
                label,
                List.of(
                        both(counts, previous, run -> outcome.applyAsLong(run.tag())),
                        both(counts, previous, run -> outcome.applyAsLong(run.update())),
                        both(counts, previous, run -> outcome.applyAsLong(run.untag()))));
    }

    private String both(RunCounts counts, RunCounts previous, ToLongFunction<RunCounts> count) {
        String now = value(counts, count);
        return previous == null ? now : now + " (" + value(previous, count) + ")";
    }

    private String value(RunCounts counts, ToLongFunction<RunCounts> count) {
        return counts == null ? Formats.UNKNOWN : formats.number(count.applyAsLong(counts));
    }

    private List<Line> lines(RunCounts counts, RunCounts previous) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("On the list", RunCounts::members));
        lines.add(new Line("With an eligible address", RunCounts::qualified));
        lines.add(new Line("Without an eligible address", RunCounts::withoutAddress));
        for (Line rule : rules()) {
            if (any(counts, rule) || any(previous, rule)) {
                lines.add(rule);
            }
        }
        lines.add(new Line("Synchronised before", RunCounts::baselineBefore));
        lines.add(new Line("Added", RunCounts::added));
        lines.add(new Line("Changed", RunCounts::changed));
        boolean addOnly = jobType == JobType.ADD_ONLY;
        Line removed = new Line("Removed", RunCounts::removed);
        Line leftList = new Line("Left the list, tag kept", RunCounts::leftList);
        // The previous run may have had the other job type.
        if (!addOnly || any(counts, removed) || any(previous, removed)) {
            lines.add(removed);
        }
        if (addOnly || any(counts, leftList) || any(previous, leftList)) {
            lines.add(leftList);
        }
        lines.add(new Line("Unchanged", RunCounts::unchanged));
        lines.add(new Line("Refused before, not sent", RunCounts::refusedBefore));
        lines.add(new Line("Kept, without address now", RunCounts::keptWithoutAddress));
        return lines;
    }

    private static List<Line> rules() {
        return List.of(
                rule("no e-mail address", WithoutAddressBy::none),
                rule("inactive", WithoutAddressBy::inactive),
                rule("out of season", WithoutAddressBy::season),
                rule("other address type", WithoutAddressBy::type),
                rule("other purpose", WithoutAddressBy::purpose),
                rule("not primary", WithoutAddressBy::notPrimary),
                rule("no permission", WithoutAddressBy::permission),
                rule("not valid", WithoutAddressBy::invalid));
    }

    private static Line rule(String label, ToLongFunction<WithoutAddressBy> count) {
        return new Line("- " + label, run -> count.applyAsLong(run.withoutAddressBy()));
    }

    private static boolean any(RunCounts counts, Line line) {
        return counts != null && line.count.applyAsLong(counts) != 0;
    }

    private record Line(String label, ToLongFunction<RunCounts> count) {}
}
