package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Table;

/**
 * The books of a run as tables. What was never counted is unknown, not zero; a line that says nothing, because it is zero
 * now and was zero before, is left out where readers do not look for it.
 */
final class CountTables {
    private static final String CONSTITUENTS = "Constituents";
    private static final String ADDRESSES = "E-mail addresses";
    private static final String THIS = "This run";
    private static final String PREVIOUS = "Previous run";

    private final Formats formats;
    private final JobType jobType;

    CountTables(Formats formats, JobType jobType) {
        this.formats = formats;
        this.jobType = jobType;
    }

    List<Table> of(RunCounts counts, RunCounts previous) {
        if (counts == null) {
            return previous == null ? List.of() : List.of(uncounted(previous));
        }
        List<Table> tables = new ArrayList<>();
        tables.add(compared(CONSTITUENTS, shown(lines(), counts, previous), counts, previous));
        tables.add(addresses(counts, previous));
        List<Line> rest = rest(counts, previous);
        if (!rest.isEmpty()) {
            tables.add(compared("Not needed or not done", rest, counts, previous));
        }
        return List.copyOf(tables);
    }

    /** What a plan would do: nothing of it has been sent. */
    List<Table> ofPlan(DeltaCounts counts, OperationCounts planned) {
        RunCounts constituents =
                RunCounts.of(counts, OperationOutcomes.ZERO, OperationOutcomes.ZERO, OperationOutcomes.ZERO);
        List<Row> rows = new ArrayList<>();
        for (Line line : shown(lines(), constituents, null)) {
            rows.add(new Row(line.label, List.of(value(constituents, line))));
        }
        List<Row> operations = new ArrayList<>();
        operations.add(plan("Add tag", planned.tag()));
        operations.add(plan("Update data", planned.update()));
        if (jobType != JobType.ADD_ONLY || planned.untag() > 0) {
            operations.add(plan("Remove tag", planned.untag()));
        }
        return List.of(
                new Table(CONSTITUENTS, List.of("Calculated"), rows, ""),
                new Table(ADDRESSES, List.of("Calculated", "Done"), operations, ""));
    }

    private Row plan(String label, long planned) {
        return new Row(label, List.of(formats.number(planned), formats.number(0)));
    }

    /** The run ended before it was counted: what it would have to be compared with. */
    private Table uncounted(RunCounts previous) {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines()) {
            if (line.always) {
                rows.add(new Row(line.label, List.of(Formats.UNKNOWN, value(previous, line))));
            }
        }
        return new Table(CONSTITUENTS, List.of(THIS, PREVIOUS), rows, "");
    }

    private Table compared(String title, List<Line> lines, RunCounts counts, RunCounts previous) {
        List<Row> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(new Row(
                    line.label,
                    previous == null
                            ? List.of(value(counts, line))
                            : List.of(value(counts, line), value(previous, line))));
        }
        return previous == null
                ? new Table(title, List.of(THIS), rows, "No earlier run was counted.")
                : new Table(title, List.of(THIS, PREVIOUS), rows, "");
    }

    private Table addresses(RunCounts counts, RunCounts previous) {
        List<Row> rows = new ArrayList<>();
        operation(rows, "Add tag", counts, previous, RunCounts::tag);
        operation(rows, "Update data", counts, previous, RunCounts::update);
        boolean removes = counts.untag().planned() > 0
                || previous != null && previous.untag().planned() > 0;
        if (jobType != JobType.ADD_ONLY || removes) {
            operation(rows, "Remove tag", counts, previous, RunCounts::untag);
        }
        return new Table(ADDRESSES, List.of("Calculated", "Done", "Not needed", "Not done"), rows, "");
    }

    private void operation(
            List<Row> rows,
            String label,
            RunCounts counts,
            RunCounts previous,
            Function<RunCounts, OperationOutcomes> operation) {
        rows.add(outcomes(label, operation.apply(counts)));
        if (previous != null) {
            rows.add(outcomes(Row.BELOW + "previous", operation.apply(previous)));
        }
    }

    /** The first is the sum of the others. */
    private Row outcomes(String label, OperationOutcomes outcomes) {
        return new Row(
                label,
                List.of(
                        formats.number(outcomes.planned()),
                        formats.number(outcomes.done()),
                        formats.number(outcomes.already() + outcomes.keptShared()),
                        formats.number(
                                outcomes.rejected() + outcomes.failed() + outcomes.unknown() + outcomes.cancelled())));
    }

    /** Why operations were not needed or not done. */
    private static List<Line> rest(RunCounts counts, RunCounts previous) {
        return shown(
                List.of(
                        operations("Not needed: was so already", OperationOutcomes::already),
                        operations("Not needed: others keep the tag", OperationOutcomes::keptShared),
                        operations("Refused", OperationOutcomes::rejected),
                        operations("Failed", OperationOutcomes::failed),
                        operations("Result unknown", OperationOutcomes::unknown),
                        operations("Cancelled", OperationOutcomes::cancelled)),
                counts,
                previous);
    }

    private static Line operations(String label, ToLongFunction<OperationOutcomes> outcome) {
        return new Line(
                label,
                false,
                run -> outcome.applyAsLong(run.tag())
                        + outcome.applyAsLong(run.update())
                        + outcome.applyAsLong(run.untag()));
    }

    private List<Line> lines() {
        boolean addOnly = jobType == JobType.ADD_ONLY;
        return List.of(
                new Line("On the list", true, RunCounts::members),
                new Line("With an eligible address", true, RunCounts::qualified),
                new Line("Without an eligible address", true, RunCounts::withoutAddress),
                rule("no e-mail address", WithoutAddressBy::none),
                rule("inactive", WithoutAddressBy::inactive),
                rule("out of season", WithoutAddressBy::season),
                rule("other address type", WithoutAddressBy::type),
                rule("other purpose", WithoutAddressBy::purpose),
                rule("not primary", WithoutAddressBy::notPrimary),
                rule("no permission", WithoutAddressBy::permission),
                rule("not valid", WithoutAddressBy::invalid),
                new Line("Synchronised before", true, RunCounts::baselineBefore),
                new Line("Added", true, RunCounts::added),
                new Line("Changed", true, RunCounts::changed),
                // The previous run may have had the other job type.
                new Line("Removed", !addOnly, RunCounts::removed),
                new Line("Left the list, tag kept", addOnly, RunCounts::leftList),
                new Line("Unchanged", true, RunCounts::unchanged),
                new Line("Refused before, not sent", false, RunCounts::refusedBefore),
                new Line("Kept, without address now", false, RunCounts::keptWithoutAddress));
    }

    private static Line rule(String label, ToLongFunction<WithoutAddressBy> count) {
        return new Line(Row.BELOW + label, false, run -> count.applyAsLong(run.withoutAddressBy()));
    }

    private static List<Line> shown(List<Line> lines, RunCounts counts, RunCounts previous) {
        return lines.stream()
                .filter(line -> line.always || line.of(counts) != 0 || previous != null && line.of(previous) != 0)
                .toList();
    }

    private String value(RunCounts counts, Line line) {
        return formats.number(line.of(counts));
    }

    /** @param always whether readers look for it also where it is zero */
    private record Line(String label, boolean always, ToLongFunction<RunCounts> count) {
        long of(RunCounts counts) {
            return count.applyAsLong(counts);
        }
    }
}
