package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.sync.v1.JobType;

/** What a run came to, in a few words and in sentences; each outcome has its own. */
final class RunWording {
    private static final int LONGEST_DETAIL = 500;
    /** Reasons of scheduler-service. */
    private static final String REJECTED = "REJECTED";

    private static final String NOT_DECIDED = "NOT_DECIDED";
    private static final String WITHOUT_COUNTS = "BOOKS";
    /** How most details of cancelled runs begin. */
    private static final String CANCELLED = "Cancelled";

    private final RunFinished run;
    private final RunCounts counts;
    private final Formats formats;

    RunWording(RunFinished run, Formats formats) {
        this.run = run;
        this.counts = run.counts();
        this.formats = formats;
    }

    /** For the subject, behind the outcome. */
    String news() {
        return switch (run.state()) {
            case SUCCEEDED -> nothingPlanned() ? "nothing to change" + left() : changes("");
            case SUCCEEDED_WITH_ERRORS ->
                counts == null
                        ? "errors"
                        : formats.number(notDone()) + " of "
                                + formats.count(sum(OperationOutcomes::planned), "operation") + " not done";
            case FAILED -> effect();
            case CANCELLED -> decision() + effect();
            case SKIPPED -> "an earlier run was still active";
            case UNKNOWN -> "see the console";
        };
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (run.state()) {
            case SUCCEEDED -> sentences.add(success());
            case SUCCEEDED_WITH_ERRORS -> withErrors(sentences);
            case FAILED -> {
                sentences.add(failure());
                sentences.add(effectSentence("Before the run failed"));
                sentences.add(
                        run.nextRunAt() == null
                                ? "No next run is planned."
                                : "The next run is planned for " + formats.time(run.nextRunAt()) + ".");
            }
            case CANCELLED -> {
                sentences.add(cancellation());
                sentences.add(effectSentence("Before the run was cancelled"));
            }
            case SKIPPED -> {
                sentences.add("The data sync was due while an earlier run of it was still active, so no second run"
                        + " was started. Nothing was changed by it.");
                if (run.skippedCount() > 1) {
                    sentences.add("This happened at " + formats.count(run.skippedCount(), "due time") + ".");
                }
                explain(sentences);
            }
            case UNKNOWN -> {
                sentences.add("The run ended in a way this service does not know. The console tells more.");
                explain(sentences);
            }
        }
        return sentences;
    }

    private String success() {
        if (counts == null) {
            return "All calculated changes were made; their number is unknown.";
        }
        return nothingPlanned()
                ? "Nothing had to be changed" + left() + "."
                : "All calculated changes were made: " + changes("constituent") + ".";
    }

    private void withErrors(List<String> sentences) {
        if (counts == null) {
            sentences.add("Not everything was done; how much is unknown.");
            return;
        }
        sentences.add("%s of %s on e-mail addresses %s not done%s."
                .formatted(
                        formats.number(notDone()),
                        formats.count(sum(OperationOutcomes::planned), "operation"),
                        notDone() == 1 ? "was" : "were",
                        kinds().isEmpty() ? "" : ": " + String.join(", ", kinds())));
        sentences.add("Calculated: " + changes("constituent") + ".");
        if (notDone() > sum(OperationOutcomes::rejected)) {
            sentences.add("What failed, was cancelled or has no known result is planned again by the next run.");
        }
        if (sum(OperationOutcomes::rejected) > 0) {
            sentences.add("What was refused is left alone until the address changes or an operator tries it again.");
        }
    }

    private List<String> kinds() {
        List<String> kinds = new ArrayList<>();
        kind(kinds, OperationOutcomes::rejected, "refused");
        kind(kinds, OperationOutcomes::failed, "failed");
        kind(kinds, OperationOutcomes::unknown, "with unknown result");
        kind(kinds, OperationOutcomes::cancelled, "cancelled");
        return kinds;
    }

    private void kind(List<String> kinds, ToLongFunction<OperationOutcomes> outcome, String name) {
        if (sum(outcome) > 0) {
            kinds.add(formats.number(sum(outcome)) + " " + name);
        }
    }

    /** @param noun behind the first number, empty for none */
    private String changes(String noun) {
        if (counts == null) {
            return "counts unknown";
        }
        List<String> parts = new ArrayList<>();
        parts.add((noun.isEmpty() ? formats.number(counts.added()) : formats.count(counts.added(), noun)) + " added");
        if (run.definition().jobType() != JobType.ADD_ONLY || counts.removed() > 0) {
            parts.add(formats.number(counts.removed()) + " removed");
        }
        if (counts.changed() > 0) {
            parts.add(formats.number(counts.changed()) + " changed");
        }
        return String.join(", ", parts) + left();
    }

    private String left() {
        return counts.leftList() == 0
                ? ""
                : ", " + formats.number(counts.leftList()) + " left the list and kept the tag";
    }

    private String failure() {
        if (run.detail() != null && !run.detail().isBlank()) {
            return "The run failed: " + Plain.sentence(run.detail(), LONGEST_DETAIL);
        }
        return run.reason() == null
                ? "The run failed; no reason was recorded."
                : "The run failed. Reason: " + Plain.sentence(run.reason(), LONGEST_DETAIL);
    }

    /** For the subject. */
    private String decision() {
        if (run.reason() == null) {
            return "";
        }
        return switch (run.reason()) {
            case REJECTED -> "rejected, ";
            case NOT_DECIDED -> "nobody decided, ";
            default -> "";
        };
    }

    /** Of a held run that was not approved the event's detail is why it was held. */
    private String cancellation() {
        String detail = run.detail() == null ? "" : Plain.sentence(run.detail(), LONGEST_DETAIL);
        String held = detail.isEmpty() ? "" : " It was held for this reason: " + detail;
        if (REJECTED.equals(run.reason())) {
            return "The run was held for a decision, and an operator rejected it." + held;
        }
        if (NOT_DECIDED.equals(run.reason())) {
            return "The run was held for a decision, and nobody decided in time." + held;
        }
        if (detail.startsWith(CANCELLED)) {
            return "The run was cancelled" + detail.substring(CANCELLED.length());
        }
        if (!detail.isEmpty()) {
            return "The run was cancelled: " + detail;
        }
        return run.reason() == null
                ? "The run was cancelled; no reason was recorded."
                : "The run was cancelled. Reason: " + Plain.sentence(run.reason(), LONGEST_DETAIL);
    }

    private void explain(List<String> sentences) {
        if (run.detail() != null && !run.detail().isBlank()) {
            sentences.add(Plain.sentence(run.detail(), LONGEST_DETAIL));
        }
    }

    /** What a run changed that did not end well. Without a plan nothing leaves delta-service. */
    private String effect() {
        if (counts == null) {
            return WITHOUT_COUNTS.equals(run.reason()) ? "what was changed is unknown" : "nothing was changed";
        }
        if (sum(OperationOutcomes::done) > 0) {
            return "%s of %s done"
                    .formatted(
                            formats.number(sum(OperationOutcomes::done)),
                            formats.count(sum(OperationOutcomes::planned), "operation"));
        }
        return sum(OperationOutcomes::unknown) == 0 ? "nothing was changed" : "what was changed is unknown";
    }

    private String effectSentence(String before) {
        if (counts == null) {
            return WITHOUT_COUNTS.equals(run.reason())
                    ? "What was changed in Prospect2 is unknown: the plan came without counts."
                    : "It ended before a plan was made: nothing was changed in Prospect2. The counts are unknown.";
        }
        long unknown = sum(OperationOutcomes::unknown);
        String doubt = unknown == 0
                ? ""
                : " Of " + formats.count(unknown, "operation") + " it is unknown whether Prospect2 did what was asked.";
        if (sum(OperationOutcomes::done) == 0) {
            return unknown == 0 ? "Nothing was changed in Prospect2." : doubt.strip();
        }
        return "%s, %s got the tag, %s got new data and %s lost the tag.%s"
                .formatted(
                        before,
                        formats.count(counts.tag().done(), "e-mail address"),
                        formats.number(counts.update().done()),
                        formats.number(counts.untag().done()),
                        doubt);
    }

    private boolean nothingPlanned() {
        return counts != null && sum(OperationOutcomes::planned) == 0;
    }

    private long notDone() {
        return sum(OperationOutcomes::rejected)
                + sum(OperationOutcomes::failed)
                + sum(OperationOutcomes::unknown)
                + sum(OperationOutcomes::cancelled);
    }

    private long sum(ToLongFunction<OperationOutcomes> outcome) {
        return outcome.applyAsLong(counts.tag())
                + outcome.applyAsLong(counts.update())
                + outcome.applyAsLong(counts.untag());
    }
}
