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
            case SUCCEEDED -> changes();
            case SUCCEEDED_WITH_ERRORS ->
                counts == null ? "errors" : formats.count(notDone(), "operation") + " not done";
            case FAILED, CANCELLED -> effect();
            case SKIPPED -> "an earlier run was still active";
            case UNKNOWN -> "see the console";
        };
    }

    List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        switch (run.state()) {
            case SUCCEEDED ->
                sentences.add(
                        nothingPlanned()
                                ? "Nothing had to be changed: " + changes() + "."
                                : "All calculated changes were made. Constituents: " + changes() + ".");
            case SUCCEEDED_WITH_ERRORS -> {
                sentences.add(errors());
                sentences.add("Constituents: " + changes() + ".");
                sentences.add("What failed is planned again by the next run. What was refused is left alone until the"
                        + " address changes or an operator tries it again.");
            }
            case FAILED -> {
                sentences.add(reason("The run failed"));
                sentences.add(effectSentence("Before the run failed"));
            }
            case CANCELLED -> {
                sentences.add(reason("The run was cancelled"));
                sentences.add(effectSentence("Before the run was cancelled"));
            }
            case SKIPPED -> {
                sentences.add("The data sync was due while an earlier run of it was still active, so no second run"
                        + " was started. Nothing was changed.");
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

    private String changes() {
        if (counts == null) {
            return "counts unknown";
        }
        List<String> parts = new ArrayList<>();
        parts.add(formats.number(counts.added()) + " added");
        if (run.definition().jobType() != JobType.ADD_ONLY || counts.removed() > 0) {
            parts.add(formats.number(counts.removed()) + " removed");
        }
        if (counts.changed() > 0) {
            parts.add(formats.number(counts.changed()) + " changed");
        }
        if (counts.leftList() > 0) {
            parts.add(formats.number(counts.leftList()) + " left the list and kept the tag");
        }
        return String.join(", ", parts);
    }

    private String errors() {
        if (counts == null) {
            return "Not everything was done; how much is unknown.";
        }
        return "%s of %s on e-mail addresses %s not done: %s refused, %s failed, %s with unknown result."
                .formatted(
                        formats.number(notDone()),
                        formats.count(sum(OperationOutcomes::planned), "operation"),
                        notDone() == 1 ? "was" : "were",
                        formats.number(sum(OperationOutcomes::rejected)),
                        formats.number(sum(OperationOutcomes::failed)),
                        formats.number(sum(OperationOutcomes::unknown)));
    }

    private String reason(String what) {
        if (run.detail() != null && !run.detail().isBlank()) {
            return what + ": " + Plain.line(run.detail(), LONGEST_DETAIL);
        }
        return run.reason() == null
                ? what + "; no reason was recorded."
                : what + ". Reason: " + Plain.line(run.reason(), LONGEST_DETAIL) + ".";
    }

    private void explain(List<String> sentences) {
        if (run.detail() != null && !run.detail().isBlank()) {
            sentences.add(Plain.line(run.detail(), LONGEST_DETAIL));
        }
    }

    private String effect() {
        if (counts == null || sum(OperationOutcomes::done) + sum(OperationOutcomes::unknown) == 0) {
            return "nothing was changed";
        }
        return sum(OperationOutcomes::done) == 0 ? "what was changed is unknown" : "part of it was done";
    }

    private String effectSentence(String before) {
        if (counts == null) {
            return "It ended before a plan was made: nothing was changed in Prospect2. The counts are unknown.";
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
        return sum(OperationOutcomes::rejected) + sum(OperationOutcomes::failed) + sum(OperationOutcomes::unknown);
    }

    private long sum(ToLongFunction<OperationOutcomes> outcome) {
        return outcome.applyAsLong(counts.tag())
                + outcome.applyAsLong(counts.update())
                + outcome.applyAsLong(counts.untag());
    }
}
