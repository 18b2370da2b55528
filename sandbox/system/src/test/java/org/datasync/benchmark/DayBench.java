package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.datasync.benchmark.DayPlan.ListOfDay;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;

/** A day of forty syncs, quarter of an hour by quarter of an hour, each as soon as the one before is through. */
final class DayBench implements AutoCloseable {
    /** A list of 100,000 members is planned, published, sent and settled in minutes. */
    private static final Duration FIRST_RUNS = Duration.ofMinutes(60);

    private static final Duration LONGEST_QUARTER = Duration.ofMinutes(15);
    private static final Duration MAILS = Duration.ofMinutes(2);
    private static final long INTERVAL = 200_000_000;

    private final DaySystem day;
    private final LocalSystem system;
    private final DayPlan plan;
    private final Connection connection;
    private final Runs runs;
    private final Map<ListOfDay, Integer> syncs = new LinkedHashMap<>();
    private final Map<ListOfDay, Integer> tags = new LinkedHashMap<>();
    private final Map<ListOfDay, Long> refused = new HashMap<>();

    DayBench(DaySystem day, DayPlan plan) throws SQLException {
        this.day = day;
        this.system = day.system;
        this.plan = plan;
        this.connection = system.connect(Part.DELTA);
        this.runs = new Runs(system);
    }

    void measure(SystemReport report) throws SQLException {
        Map<Part, ProcessFigures> idle = MemoryBench.look(system);
        create();
        List<Run> first = run(syncs.keySet(), FIRST_RUNS);
        system.terminal().say("first runs: %s", states(first));
        awaitMails(first.size());
        runs.held.set(0);
        Usage before = Usage.of(day);
        var lived = live();
        Usage after = Usage.of(day);
        int held = runs.held.get();
        int mails = awaitMails(before.mails()
                        + lived.stream()
                                .mapToInt(quarter -> quarter.runs().size())
                                .sum())
                - before.mails();
        Map<Part, ProcessFigures> used = MemoryBench.look(system);
        run(syncs.keySet(), LONGEST_QUARTER);
        DayOracle.Result compared = new DayOracle(connection, system.options()).compare(tags, refused);
        var page = new DayReport(report, plan, system.options().speed());
        page.how(first);
        page.quarters(lived);
        page.counts(lived, held, mails, compared.compared());
        page.usage(lived, before, after);
        MemoryBench.tell(report, idle, used);
        assertThat(compared.wrong())
                .as("lists whose tags differ from Tessitura")
                .isEmpty();
    }

    private void create() throws SQLException {
        var lists = new Lists(connection);
        for (ListOfDay list : plan.lists()) {
            lists.ofMembersBetween(list.no(), list.first(), list.last());
            String tag = "Benchmark " + list.no();
            tags.put(list, day.account.addTag(tag));
            syncs.put(list, runs.create(list.no(), tags.get(list), tag));
        }
    }

    private List<Quarter> live() throws SQLException {
        var world = new WorldOfDay(connection, plan.constituents());
        var lived = new ArrayList<Quarter>();
        for (int i = 0; i < plan.quarters(); i++) {
            int number = i;
            int changed = world.quarter();
            long requests = day.account.quota().requests();
            List<Run> ended =
                    run(plan.lists().stream().filter(list -> list.isDue(number)).toList(), LONGEST_QUARTER);
            lived.add(new Quarter(
                    changed, Runs.seconds(ended), ended, day.account.quota().requests() - requests));
            system.terminal().say("quarter %d: %s", i + 1, lived.get(i));
        }
        return List.copyOf(lived);
    }

    private List<Run> run(Collection<ListOfDay> lists, Duration atMost) {
        List<Run> ended = runs.run(lists.stream().map(syncs::get).toList(), atMost);
        Map<Integer, ListOfDay> bySync = lists.stream().collect(Collectors.toMap(syncs::get, list -> list));
        ended.stream()
                .filter(run -> run.counts() != null)
                .forEach(run -> refused.merge(
                        bySync.get(run.syncId()), run.counts().tag().rejected(), Long::sum));
        return ended;
    }

    /** One comes to each recipient of each run, the last perhaps a little later. How many came. */
    private int awaitMails(int wanted) {
        long deadline = System.nanoTime() + MAILS.toNanos();
        int came = mails();
        while (came < wanted && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(INTERVAL);
            came = mails();
        }
        return came;
    }

    private int mails() {
        return system.own().mailbox().mails().size();
    }

    private static Map<String, Long> states(List<Run> runs) {
        return runs.stream().collect(Collectors.groupingBy(Run::state, Collectors.counting()));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /**
     * @param changed constituents to whom something happened before
     * @param seconds from the start of the first run to the end of the last
     * @param requests to Prospect2 meanwhile
     */
    record Quarter(int changed, double seconds, List<Run> runs, long requests) {
        @Override
        public String toString() {
            return "%d constituents changed, %d runs took %.1f s, %d requests, %s"
                    .formatted(changed, runs.size(), seconds, requests, states(runs));
        }
    }
}
