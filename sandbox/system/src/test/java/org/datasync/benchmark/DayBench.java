package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.datasync.benchmark.DayPlan.ListOfDay;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;

/** A day of forty syncs, quarter of an hour by quarter of an hour, each as soon as the one before is through. */
final class DayBench implements AutoCloseable {
    /** Beyond the target of a quarter of an hour: one that misses it is to be measured. */
    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private static final Duration MAILS = Duration.ofMinutes(2);
    private static final long INTERVAL = 200_000_000;

    private final DaySystem day;
    private final LocalSystem system;
    private final DayPlan plan;
    private final Duration budget;
    private final Connection connection;
    private final Runs runs;
    private final Map<ListOfDay, Integer> syncs = new LinkedHashMap<>();
    private final Map<ListOfDay, Integer> tags = new LinkedHashMap<>();

    /** @param budget after which no quarter begins any more */
    DayBench(DaySystem day, DayPlan plan, Duration budget) throws SQLException {
        this.day = day;
        this.system = day.system;
        this.plan = plan;
        this.budget = budget;
        this.connection = system.connect(Part.DELTA);
        this.runs = new Runs(system);
    }

    void measure(SystemReport report) throws SQLException {
        var page = new DayReport(report, plan, system.options().speed());
        Map<Part, ProcessFigures> idle = ProcessFigures.ofAll(system);
        page.how(budget);
        create();
        List<Run> first = run(syncs.keySet());
        system.terminal().say("first runs: %s", DayReport.states(first));
        page.first(first);
        awaitMails(first.size() + runs.held.getAndSet(0));
        Usage before = Usage.of(day);
        List<Quarter> lived = live(page);
        int held = runs.held.get();
        int runsOfDay =
                lived.stream().mapToInt(quarter -> quarter.runs().size()).sum();
        int mails = awaitMails(before.mails() + runsOfDay + held) - before.mails();
        Map<Part, ProcessFigures> used = ProcessFigures.ofAll(system);
        long died = MemoryBench.startedAnew(idle, used);
        page.counts(lived, held, mails, died);
        page.usage(lived, before, Usage.of(day));
        MemoryBench.tell(report, idle, used);
        run(syncs.keySet());
        DayOracle.Result compared = new DayOracle(connection, system.options()).compare(tags, syncs);
        page.tags(compared);
        assertThat(compared.wrong())
                .as("lists whose tags differ from Tessitura")
                .isEmpty();
        assertThat(died).as("processes that were started anew during the day").isZero();
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

    private List<Quarter> live(DayReport page) throws SQLException {
        var world = new WorldOfDay(connection, plan.constituents());
        var lived = new ArrayList<Quarter>();
        long deadline = System.nanoTime() + budget.toNanos();
        for (int i = 0; i < plan.quarters() && System.nanoTime() - deadline < 0; i++) {
            lived.add(quarter(i, world.quarter()));
            system.terminal().say("quarter %d: %s", i + 1, lived.get(i));
            page.quarters(lived);
        }
        return List.copyOf(lived);
    }

    private Quarter quarter(int number, int changed) {
        Map<Part, ProcessFigures> before = ProcessFigures.ofAll(system);
        long requests = day.account.quota().requests();
        List<Run> ended =
                run(plan.lists().stream().filter(list -> list.isDue(number)).toList());
        Map<Part, Double> used = new LinkedHashMap<>();
        ProcessFigures.ofAll(system)
                .forEach((part, after) -> used.put(
                        part, after.processorSeconds() - before.get(part).processorSeconds()));
        return new Quarter(
                changed, Runs.seconds(ended), ended, day.account.quota().requests() - requests, used);
    }

    private List<Run> run(Collection<ListOfDay> lists) {
        return runs.run(lists.stream().map(syncs::get).toList(), PATIENCE);
    }

    /** One comes of each run and one of each that is held, the last perhaps a little later. How many came. */
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

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /**
     * @param changed constituents to whom something happened before
     * @param seconds from the start of the first run to the end of the last
     * @param requests to Prospect2 meanwhile
     * @param processor seconds of each process meanwhile
     */
    record Quarter(int changed, double seconds, List<Run> runs, long requests, Map<Part, Double> processor) {
        @Override
        public String toString() {
            return "%d constituents changed, %d runs took %.1f s, %d requests, %s"
                    .formatted(changed, runs.size(), seconds, requests, DayReport.states(runs));
        }
    }
}
