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
        String headline = good ? "All well" : "Problems";
        String news =
                formats.count(digest.runs(), "run") + (good ? "" : ", " + formats.count(digest.problems(), "problem"));
        return new Summary(
                good ? Tone.GOOD : Tone.WARNING,
                "%s: daily digest – %s".formatted(headline, news),
                headline,
                "Daily digest of " + formats.count(digest.lines().size(), "data sync"),
                List.of(sentence()),
                List.of(
                        new Fact("First run ended", formats.time(digest.from())),
                        new Fact("Last run ended", formats.time(digest.until()))),
                List.of(table()),
                Problems.NONE,
                links());
    }

    private String sentence() {
        return "%s ended; %s had problems or %s held."
                .formatted(
                        formats.count(digest.runs(), "run"),
                        formats.number(digest.problems()),
                        digest.problems() == 1 ? "was" : "were");
    }

    private Table table() {
        List<Row> rows = new ArrayList<>();
        for (Line line : digest.lines()) {
            rows.add(new Row(
                    "%s (no. %s), last: %s".formatted(Plain.line(line.title(), 40), line.syncId(), line.last()),
                    List.of(formats.number(line.runs()), formats.number(line.problems()), counted(line))));
        }
        boolean partly =
                digest.lines().stream().anyMatch(line -> line.uncounted() > 0 && line.uncounted() < line.runs());
        return new Table(
                "Runs and constituents",
                List.of("Runs", "Problems", "Added / removed"),
                rows,
                partly ? "≥: at least, the counts of some runs are unknown." : "");
    }

    private String counted(Line line) {
        if (line.uncounted() > 0 && line.uncounted() >= line.runs()) {
            return Formats.UNKNOWN;
        }
        String numbers = formats.number(line.added()) + " / " + formats.number(line.removed());
        return line.uncounted() == 0 ? numbers : "≥ " + numbers;
    }

    private List<Link> links() {
        return digest.lines().stream()
                .filter(line -> line.problems() > 0)
                .limit(MOST_LINKS)
                .flatMap(line -> SyncFacts.page(line.link())
                        .map(page -> new Link("Last run of no. " + line.syncId() + " in the console", page))
                        .stream())
                .toList();
    }
}
