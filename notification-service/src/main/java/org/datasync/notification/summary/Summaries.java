package org.datasync.notification.summary;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary.Problems;
import org.datasync.notification.summary.Summary.Tone;

/** Makes summaries of events. Pure: the same event in the same course gives the same summary. */
public final class Summaries {
    private final Locale locale;
    private final ZoneId zone;

    /**
     * @param locale of numbers and days
     * @param zone for a sync that names none
     */
    public Summaries(Locale locale, ZoneId zone) {
        this.locale = locale;
        this.zone = zone;
    }

    public Summary of(RunFinished run, Trend trend) {
        return new RunSummary(
                        run,
                        trend,
                        Formats.of(locale, SyncZone.of(run.definition().schedule(), zone)))
                .summary();
    }

    public Summary of(RunHeld run, Trend trend) {
        return new HeldSummary(
                        run,
                        trend,
                        Formats.of(locale, SyncZone.of(run.definition().schedule(), zone)))
                .summary();
    }

    public Summary of(RunStalled run) {
        return new StalledSummary(
                        run, Formats.of(locale, SyncZone.of(run.definition().schedule(), zone)))
                .summary();
    }

    public Summary of(Digest digest) {
        return new DigestSummary(digest, Formats.of(locale, SyncZone.of(digest.zone(), zone))).summary();
    }

    /** What somebody reads who tries the settings. */
    public Summary ofTest(Instant asked) {
        return new Summary(
                Tone.NEUTRAL,
                "Test: Data Sync can send mail",
                "Test",
                "Data Sync can send mail",
                List.of("An operator asked for this mail at %s, to see whether mail arrives. No data sync ran."
                        .formatted(Formats.of(locale, zone).time(asked))),
                List.of(),
                List.of(),
                Problems.NONE,
                List.of(),
                "You get this mail because an operator gave your address for a test.");
    }
}
