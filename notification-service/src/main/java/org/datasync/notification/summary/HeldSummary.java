package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary.Fact;
import org.datasync.notification.summary.Summary.Link;
import org.datasync.notification.summary.Summary.Problems;
import org.datasync.notification.summary.Summary.Tone;

/** A plan that waits for a decision, as those read it who can make or ask for one. */
final class HeldSummary {
    static final String HEADLINE = "Held";
    private static final int LONGEST_DETAIL = 500;

    private final RunHeld run;
    private final Trend trend;
    private final Formats formats;

    HeldSummary(RunHeld run, Trend trend, Formats formats) {
        this.run = run;
        this.trend = trend;
        this.formats = formats;
    }

    Summary summary() {
        return new Summary(
                Tone.WARNING,
                SyncFacts.subject(HEADLINE, run.definition(), news()),
                HEADLINE,
                SyncFacts.title(run.definition()),
                sentences(),
                facts(),
                new CountTables(formats, run.definition().jobType()).ofPlan(run.counts(), run.planned()),
                Problems.NONE,
                links());
    }

    private String news() {
        return "%s to add, %s to remove, decide until %s"
                .formatted(
                        formats.number(run.counts().added()),
                        formats.number(run.counts().removed()),
                        formats.time(run.until()));
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>(List.of(
                "The run waits for a decision, nothing has been sent to Prospect2. " + why(),
                "Approved, it would add the tag at %s, update the data of %s and remove the tag from %s: "
                                .formatted(
                                        formats.count(run.planned().tag(), "e-mail address"),
                                        formats.number(run.planned().update()),
                                        formats.number(run.planned().untag()))
                        + "%s added, %s changed and %s removed, where %s synchronised before."
                                .formatted(
                                        formats.count(run.counts().added(), "constituent"),
                                        formats.number(run.counts().changed()),
                                        formats.number(run.counts().removed()),
                                        formats.number(run.baselineSize())
                                                + (run.baselineSize() == 1 ? " was" : " were")),
                "An operator approves or rejects it. Without a decision until %s it is cancelled and nothing is sent."
                        .formatted(formats.time(run.until()))));
        TrendText.of(trend).ifPresent(sentences::add);
        return sentences;
    }

    private String why() {
        return run.detail() == null || run.detail().isBlank()
                ? "Rule: " + Plain.line(run.why(), LONGEST_DETAIL) + "."
                : Plain.line(run.detail(), LONGEST_DETAIL);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(SyncFacts.sync(run.syncId(), run.definition()));
        facts.add(new Fact("Why now", SyncFacts.why(run.trigger())));
        facts.add(new Fact("Held since", formats.time(run.heldAt())));
        facts.add(new Fact("Decide until", formats.time(run.until())));
        return facts;
    }

    private List<Link> links() {
        return SyncFacts.page(run.link())
                .map(page -> List.of(
                        new Link("Look at the plan", page),
                        new Link("Approve or reject", SyncFacts.part(page, "decision"))))
                .orElse(List.of());
    }
}
