package org.datasync.notification.summary;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.summary.Summary.Fact;
import org.datasync.notification.summary.Summary.Link;
import org.datasync.notification.summary.Summary.Problems;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Table;
import org.datasync.notification.summary.Summary.Tone;

/** A run in which nothing moves, as operators read it. */
final class StalledSummary {
    private static final String HEADLINE = "Stalled";
    private static final int LONGEST_STATE = 40;

    private final RunStalled run;
    private final Formats formats;

    StalledSummary(RunStalled run, Formats formats) {
        this.run = run;
        this.formats = formats;
    }

    Summary summary() {
        return new Summary(
                Tone.WARNING,
                SyncFacts.subject(
                        HEADLINE, run.definition(), "nothing has moved since " + formats.time(run.silentSince())),
                HEADLINE,
                SyncFacts.title(run.definition()),
                List.of(
                        "The run is not over, but nothing of it has moved for %s. %s"
                                .formatted(
                                        formats.duration(Duration.between(run.silentSince(), run.stalledAt())),
                                        progress()),
                        "It goes on by itself when what it waits for is back: the services, the database, or the"
                                + " account in Prospect2. An operator can also cancel it, or repair it if records were"
                                + " lost. Until it is over, no other run of this data sync starts."),
                facts(),
                tables(),
                Problems.NONE,
                links());
    }

    private String progress() {
        return switch (run.state()) {
            case "COMPUTING" -> "It is making its plan: nothing has been sent to Prospect2.";
            case "APPLYING" -> "It is applying its plan: " + settled() + ".";
            case "CANCELLING" -> "It is being cancelled: " + settled() + ".";
            default -> "Its state is " + Plain.line(run.state(), LONGEST_STATE) + ".";
        };
    }

    private String settled() {
        return run.planned() == null
                ? "how much there is to do is unknown"
                : "%s of %s on e-mail addresses %s a result"
                        .formatted(
                                formats.number(run.settled()),
                                formats.count(run.planned(), "operation"),
                                run.settled() == 1 ? "has" : "have");
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>(SyncFacts.sync(run.syncId(), run.definition()));
        facts.add(new Fact("Why now", SyncFacts.why(run.trigger())));
        facts.add(new Fact("Silent since", formats.time(run.silentSince())));
        facts.add(new Fact("Noticed", formats.time(run.stalledAt())));
        return facts;
    }

    private List<Table> tables() {
        if (run.planned() == null) {
            return List.of();
        }
        return List.of(new Table(
                "Operations on e-mail addresses",
                List.of("This run"),
                List.of(
                        row("Calculated", run.planned()),
                        row("With a result", run.settled()),
                        row("Still open", run.planned() - run.settled())),
                ""));
    }

    private Row row(String label, long number) {
        return new Row(label, List.of(formats.number(number)));
    }

    private List<Link> links() {
        return SyncFacts.page(run.link())
                .map(page -> List.of(new Link("Open the run in the console", page)))
                .orElse(List.of());
    }
}
