package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.contention.Repeated;
import org.datasync.scheduler.run.RunRepository.Filter;

/** Reads runs for the API. */
@ApplicationScoped
@Repeated
class RunQueries {
    private static final Duration JUST_ENDED = Duration.ofMinutes(2);
    private static final Duration RECENT = Duration.ofDays(2);
    private static final int MOST_RECENT = 50;

    private final RunRepository runs;
    private final SettledChanges changes;
    private final RunViews views;
    private final Clock clock;

    RunQueries(RunRepository runs, SettledChanges changes, RunViews views, Clock clock) {
        this.runs = runs;
        this.changes = changes;
        this.views = views;
        this.clock = clock;
    }

    @Transactional
    RunView one(UUID id) {
        return views.full(existing(id));
    }

    @Transactional
    List<Run> log(Filter filter, int limit) {
        return runs.log(filter, limit);
    }

    @Transactional
    List<SettledChanges.Problem> problems(UUID id, SettledChanges.Place after, int limit) {
        return changes.problems(existing(id).no(), after, limit);
    }

    @Transactional
    Run existing(UUID id) {
        return runs.byId(id).orElseThrow(() -> ProblemException.notFound("there is no such run"));
    }

    /** Active or just ended; and what ended before that. */
    @Transactional
    Console console() {
        Instant now = clock.instant();
        Instant just = now.minus(JUST_ENDED);
        List<RunView> happening = Stream.concat(
                        runs.active().stream(), runs.endedBetween(just, now.plus(JUST_ENDED), MOST_RECENT).stream())
                .map(views::brief)
                .toList();
        List<RunView> recent = runs.endedBetween(now.minus(RECENT), just, MOST_RECENT).stream()
                .map(views::brief)
                .toList();
        return new Console(happening, recent);
    }

    record Console(List<RunView> happeningNow, List<RunView> recentActivity) {}
}
