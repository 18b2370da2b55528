package org.datasync.notification.summary;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.notification.course.Outcome;
import org.datasync.notification.course.Story;
import org.datasync.notification.summary.Digest.Line;

/** Adds events up to a digest, in the order they happened. Keeps a line per sync, not the events. */
public final class DigestBuilder {
    private final Map<Integer, Line> lines = new LinkedHashMap<>();
    private Instant from;
    private Instant until;
    private final Set<String> zones = new HashSet<>();

    public void add(RunFinished run) {
        Story story = Story.of(run);
        span(run.finishedAt(), run.definition());
        boolean counted = run.counts() != null;
        add(new Line(
                run.syncId(),
                SyncFacts.title(run.definition()),
                story.outcome() == Outcome.SKIPPED ? 0 : 1,
                story.isProblem() ? 1 : 0,
                counted ? run.counts().added() : 0,
                counted ? run.counts().removed() : 0,
                counted || story.outcome() == Outcome.SKIPPED ? 0 : 1,
                RunSummary.headline(run.state()),
                run.link()));
    }

    public void add(RunHeld run) {
        span(run.heldAt(), run.definition());
        // The run ends later, and is counted then.
        add(new Line(run.syncId(), SyncFacts.title(run.definition()), 0, 1, 0, 0, 0, HeldSummary.HEADLINE, run.link()));
    }

    /** Syncs with problems first. */
    public Digest build() {
        return new Digest(
                from,
                until,
                zones.size() == 1 ? zones.iterator().next() : null,
                lines.values().stream()
                        .sorted(Comparator.comparing((Line line) -> line.problems() == 0)
                                .thenComparing(Line::title)
                                .thenComparing(Line::syncId))
                        .toList());
    }

    private void span(Instant moment, SyncDefinition definition) {
        if (definition.schedule() != null) {
            zones.add(definition.schedule().zone());
        }
        from = from == null || moment.isBefore(from) ? moment : from;
        until = until == null || moment.isAfter(until) ? moment : until;
    }

    private void add(Line more) {
        lines.merge(
                more.syncId(),
                more,
                (line, next) -> new Line(
                        line.syncId(),
                        next.title(),
                        line.runs() + next.runs(),
                        line.problems() + next.problems(),
                        line.added() + next.added(),
                        line.removed() + next.removed(),
                        line.uncounted() + next.uncounted(),
                        next.last(),
                        next.link() == null ? line.link() : next.link()));
    }
}
