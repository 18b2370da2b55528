package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.sync.v1.JobType;
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
        return "%s to add, %sdecide by %s"
                .formatted(
                        formats.number(run.counts().added()),
                        removes() ? formats.number(run.counts().removed()) + " to remove, " : "",
                        formats.time(run.until()));
    }

    private boolean removes() {
        return run.definition().jobType() != JobType.ADD_ONLY || run.planned().untag() > 0;
    }

    private List<String> sentences() {
        List<String> sentences = new ArrayList<>(List.of(
                "The run waits for a decision; nothing has been sent to Prospect2. " + why(),
                "If it is approved, %s added%s, where %s synchronised before. At e-mail addresses: %s."
                        .formatted(constituents(run.counts().added()), more(), were(run.baselineSize()), addresses()),
                "An operator approves or rejects it. Without a decision by %s it is cancelled, and nothing is sent."
                        .formatted(formats.time(run.until()))));
        TrendText.ofHold(trend).ifPresent(sentences::add);
        return sentences;
    }

    private String constituents(long number) {
        return formats.count(number, "constituent") + (number == 1 ? " is" : " are");
    }

    private String more() {
        String changed = formats.number(run.counts().changed()) + " changed";
        return removes()
                ? ", %s and %s removed"
                        .formatted(changed, formats.number(run.counts().removed()))
                : " and " + changed;
    }

    private String addresses() {
        String adds = "the tag is added to " + formats.number(run.planned().tag());
        String updates = "data is updated at " + formats.number(run.planned().update());
        return removes()
                ? "%s and removed from %s, %s"
                        .formatted(adds, formats.number(run.planned().untag()), updates)
                : adds + ", " + updates;
    }

    private String were(long number) {
        return formats.number(number) + (number == 1 ? " was" : " were");
    }

    private String why() {
        return run.detail() == null || run.detail().isBlank()
                ? "Rule: " + Plain.line(run.why(), LONGEST_DETAIL) + "."
                : Plain.sentence(run.detail(), LONGEST_DETAIL);
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(SyncFacts.sync(run.syncId(), run.definition()));
        facts.add(new Fact("Why now", SyncFacts.why(run.trigger())));
        facts.add(new Fact("Held since", formats.time(run.heldAt())));
        facts.add(new Fact("Decide by", formats.time(run.until())));
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
