package org.datasync.notification.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary.Fact;
import org.datasync.notification.summary.Summary.Link;
import org.datasync.notification.summary.Summary.Tone;

/** A run that ended, as its recipients read it. */
final class RunSummary {
    private final RunFinished run;
    private final Trend trend;
    private final Formats formats;
    private final RunWording wording;

    RunSummary(RunFinished run, Trend trend, Formats formats) {
        this.run = run;
        this.trend = trend;
        this.formats = formats;
        this.wording = new RunWording(run, formats);
    }

    Summary summary() {
        return new Summary(
                tone(),
                SyncFacts.subject(headline(), run.definition(), wording.news()),
                headline(),
                SyncFacts.title(run.definition()),
                sentences(),
                facts(),
                new CountTables(formats, run.definition().jobType()).of(run.counts(), run.previousCounts()),
                ProblemRows.of(run, formats),
                links());
    }

    private Tone tone() {
        return switch (run.state()) {
            case SUCCEEDED -> Tone.GOOD;
            case SUCCEEDED_WITH_ERRORS -> Tone.WARNING;
            case FAILED -> Tone.BAD;
            case CANCELLED, SKIPPED, UNKNOWN -> Tone.NEUTRAL;
        };
    }

    private String headline() {
        return run.state() == RunState.SUCCEEDED && trend == Trend.RECOVERED ? "Recovered" : headline(run.state());
    }

    static String headline(RunState state) {
        return switch (state) {
            case SUCCEEDED -> "Succeeded";
            case SUCCEEDED_WITH_ERRORS -> "Succeeded with errors";
            case FAILED -> "Failed";
            case CANCELLED -> "Cancelled";
            case SKIPPED -> "Skipped";
            case UNKNOWN -> "Ended";
        };
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>(wording.sentences());
        TrendText.ofRun(trend).ifPresent(sentences::add);
        return sentences;
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(SyncFacts.sync(run.syncId(), run.definition()));
        facts.add(new Fact("Why now", why()));
        if (run.dueAt() != null) {
            facts.add(new Fact("Due", formats.time(run.dueAt())));
        }
        if (run.state() != RunState.SKIPPED) {
            facts.add(new Fact("Mode", mode()));
            facts.add(new Fact("Started", run.startedAt() == null ? "never" : formats.time(run.startedAt())));
            facts.add(new Fact("Ended", ended()));
            facts.add(new Fact("Total errors", errors()));
        }
        facts.add(new Fact("Next run", run.nextRunAt() == null ? "none is planned" : formats.time(run.nextRunAt())));
        return facts;
    }

    private String why() {
        String why = SyncFacts.why(run.trigger());
        return run.parentRunId() == null ? why : why + " (run " + run.parentRunId() + ")";
    }

    private String mode() {
        return switch (run.mode()) {
            case DELTA -> "The difference to what was synchronised before";
            case FULL -> "Every qualified constituent again";
            case UNKNOWN -> Formats.UNKNOWN;
        };
    }

    private String ended() {
        String time = formats.time(run.finishedAt());
        return run.startedAt() == null
                ? time
                : time + ", after " + formats.duration(Duration.between(run.startedAt(), run.finishedAt()));
    }

    private String errors() {
        return run.counts() == null && run.problemCount() == 0 ? Formats.UNKNOWN : formats.number(run.problemCount());
    }

    private List<Link> links() {
        return SyncFacts.page(run.link())
                .map(page -> run.problemCount() > 0
                        ? List.of(
                                new Link("Open the run in the console", page),
                                new Link("See all errors", SyncFacts.part(page, "problems")))
                        : List.of(new Link("Open the run in the console", page)))
                .orElse(List.of());
    }
}
