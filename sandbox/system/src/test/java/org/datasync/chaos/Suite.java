package org.datasync.chaos;

import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.datasync.sandbox.system.LocalSystem;

/** Plays rounds and judges each of them. */
final class Suite implements AutoCloseable {
    private static final Duration SWITCHING = Duration.ofSeconds(60);

    private final LocalSystem system;
    private final long seed;
    private final Random random;
    private final List<Sync> syncs;
    private final Processes processes;
    private final Worlds worlds;
    private final Quiescence quiescence;
    private final RunReader reader;
    private final Queries queries;
    private final FinishedEvents events;
    private final TagJudge tags;
    private final BookJudge books;
    private final LogJudge logs;

    Suite(LocalSystem system, long seed) {
        this.system = system;
        this.seed = seed;
        this.random = new Random(seed);
        this.syncs = Stage.set(system);
        this.processes = new Processes(system);
        this.worlds = new Worlds(system, syncs, random);
        this.queries = new Queries(system);
        this.quiescence = new Quiescence(queries);
        this.reader = new RunReader(queries);
        this.events = new FinishedEvents(system);
        this.tags = new TagJudge(system, queries, worlds, syncs);
        this.books = new BookJudge(queries, events);
        this.logs = new LogJudge(system, queries, syncs);
    }

    /** Everything is quiet before and after it. Round 0 is the first run of each sync, which nothing disturbs. */
    Outcome play(int round) {
        long start = System.nanoTime();
        var journal = new Journal();
        var differences = new Differences();
        var runs = new ArrayList<RunFacts>();
        try {
            play(round, journal, runs, differences);
        } catch (SQLException | RuntimeException e) {
            // What it has led to is judged with the next round.
            e.printStackTrace(System.out);
            differences.add("the round broke off: %s", e);
        }
        return new Outcome(
                round,
                Duration.ofNanos(System.nanoTime() - start),
                journal.done(),
                journal.details(),
                states(runs),
                differences.list());
    }

    private void play(int round, Journal journal, List<RunFacts> runs, Differences differences) throws SQLException {
        var operator = new Operator(system, journal);
        if (round > 0) {
            worlds.change();
            var troubles = new Troubles(system);
            Sync unlucky = syncs.get(random.nextInt(syncs.size()));
            troubles.bounce(unlucky, worlds.now(unlucky), random);
            scheduled(operator, "ON");
            new Round(syncs, processes, troubles, worlds, operator, journal).happen(RoundPlan.of(seed, round));
            scheduled(operator, "OFF");
            settle(operator, round % 3 > 0, differences);
            runs.addAll(judge(operator, differences));
        }
        syncs.forEach(sync -> {
            if (operator.run(sync, "DELTA").isEmpty()) {
                differences.add("%s: a run is refused when everything is quiet, or there is no answer", sync);
            }
        });
        settle(operator, true, differences);
        List<RunFacts> quiet = judge(operator, differences);
        runs.addAll(quiet);
        tags.judgeQuiet(quiet, differences);
        logs.judge(runs, journal, differences);
        worlds.forgetPast();
    }

    private List<RunFacts> judge(Operator operator, Differences differences) throws SQLException {
        List<RunFacts> runs = reader.more();
        tags.judge(runs, differences);
        books.judge(runs, operator, differences);
        return runs;
    }

    private void scheduled(Operator operator, String status) {
        syncs.stream().filter(Sync::scheduled).forEach(sync -> {
            await("%s is %s".formatted(sync, status)).atMost(SWITCHING).until(() -> operator.switched(sync, status));
        });
    }

    /** Decides whatever is held, and waits until nothing is under way. */
    private void settle(Operator operator, boolean approve, Differences differences) {
        Map<String, Long> left = quiescence.await(() -> syncs.forEach(sync -> operator.decide(sync, approve)));
        if (left.isEmpty()) {
            return;
        }
        differences.add("still under way after a long time: %s", left);
        processes.restartServices();
        left = quiescence.await(() -> {});
        if (!left.isEmpty()) {
            throw new IllegalStateException("nothing helps: " + left);
        }
    }

    private static Map<String, Integer> states(List<RunFacts> runs) {
        var states = new HashMap<String, Integer>();
        runs.forEach(run -> states.merge(run.state(), 1, Integer::sum));
        return states;
    }

    @Override
    public void close() {
        events.close();
    }
}
