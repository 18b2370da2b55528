package org.datasync.notification.summary;

import java.util.ArrayList;
import java.util.List;
import org.datasync.notification.summary.Digest.Line;
import org.datasync.notification.summary.Summary.Fact;
import org.datasync.notification.summary.Summary.Link;
import org.datasync.notification.summary.Summary.Problems;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Table;
import org.datasync.notification.summary.Summary.Tone;

/** A day of runs in one mail. */
final class DigestSummary {
    private static final int MOST_LINKS = 20;

    private final Digest digest;
    private final Formats formats;

    DigestSummary(Digest digest, Formats formats) {
        this.digest = digest;
        this.formats = formats;
    }

    Summary summary() {
        boolean good = digest.problems() == 0;
        String runs = formats.count(digest.runs(), "run");
        String syncs = formats.count(digest.lines().size(), "data sync");
        return new Summary(
                good ? Tone.GOOD : Tone.WARNING,
                "%s: daily digest – %s of %s"
                        .formatted(good ? "All well" : formats.count(digest.problems(), "problem"), runs, syncs),
                good ? "All well" : "Problems",
                "Daily digest of " + syncs,
                List.of(good ? runs + " ended, all without problems." : problems(runs)),
                List.of(
                        new Fact("First run ended", formats.time(digest.from())),
                        new Fact("Last run ended", formats.time(digest.until()))),
                List.of(table()),
                Problems.NONE,
                links());
    }

    private String problems(String runs) {
        long syncs = digest.lines().stream().filter(line -> line.problems() > 0).count();
        return "%s ended. There were %s, at %s; those come first."
                .formatted(runs, formats.count(digest.problems(), "problem"), formats.count(syncs, "data sync"));
    }

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (Line line : digest.lines()) {
            rows.add(new Row(
                    "%s (no. %s), last: %s".formatted(Plain.line(line.title(), 40), line.syncId(), line.last()),
                    List.of(
                            formats.number(line.runs()),
                            formats.number(line.problems()),
                            counted(line, line.added()),
                            counted(line, line.removed()))));
        }
        boolean partly =
                digest.lines().stream().anyMatch(line -> line.uncounted() > 0 && line.uncounted() < line.runs());
        return new Table(
                "Runs and constituents",
                List.of("Runs", "Problems", "Added", "Removed"),
                rows,
                partly ? "≥: at least, the counts of some runs are unknown." : "");
    }

    private String counted(Line line, long constituents) {
        if (line.uncounted() > 0 && line.uncounted() >= line.runs()) {
            return Formats.UNKNOWN;
        }
        return (line.uncounted() == 0 ? "" : "≥ ") + formats.number(constituents);
    }

    private List<Link> links() {
        return digest.lines().stream()
                .filter(line -> line.problems() > 0)
                .limit(MOST_LINKS)
                .flatMap(line -> SyncFacts.page(line.link())
                        .map(page -> new Link(
                                "Last run of %s (no. %s)".formatted(Plain.line(line.title(), 40), line.syncId()), page))
                        .stream())
                .toList();
    }
}
