package org.datasync.notification.summary;

import java.time.ZoneId;
import java.util.Locale;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;

/** Makes summaries of events. Pure: the same event gives the same summary. */
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

    public Summary of(RunFinished run) {
        return new RunSummary(run, Formats.of(locale, run.definition().schedule(), zone)).summary();
    }

    public Summary of(RunHeld run) {
        return new HeldSummary(run, Formats.of(locale, run.definition().schedule(), zone)).summary();
    }
}
