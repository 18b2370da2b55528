package org.datasync.benchmark;

import static org.datasync.benchmark.Figures.median;
import static org.datasync.benchmark.Figures.text;
import static org.datasync.benchmark.Figures.worst;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.awaitility.Awaitility;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.report.BarChart;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;
import org.datasync.sandbox.tessitura.AddressFilters;
import org.datasync.sandbox.tessitura.TessituraOracle;

/** A change of 100 rows, from the start of the run to Prospect2, beside what the API itself takes for it. */
final class LatencyBench implements AutoCloseable {
    /** Ids of associations are learned in spare time: soon instead of within minutes. */
    private static final Duration WALKS = Duration.ofSeconds(2);

    static final Map<String, String> SETTINGS = Map.of("DATASYNC_CONNECTOR_WALKS_CONSIDERED", WALKS.toString());

    private static final double TARGET = 2;
    private static final int EVERYBODY = 112;
    private static final int LIST = 900;
    private static final String TAG = "Benchmark of latency";
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Prospect2Server account;
    private final LocalSystem system;
    private final Connection connection;
    private final Lists lists;
    private final Runs runs;
    private final BareCalls bare = new BareCalls();
    /** Constituents with exactly one address, which nobody else has: a row each. */
    private final List<Person> outside;

    private final List<Person> inside = new ArrayList<>();
    private int sync;

    LatencyBench(LocalSystem system) throws SQLException {
        this.system = system;
        this.account = system.own().prospect2();
        this.connection = system.connect(Part.DELTA);
        this.lists = new Lists(connection);
        this.runs = new Runs(system);
        this.outside = people();
    }

    void measure(SystemReport report, int repeated) throws Exception {
        first(500 + 50 * repeated);
        report.section(
                "A change of 100 rows",
                ("From the start of the run (`startedAt`, the time of SyncRequested; the tick is over) until Prospect2 holds"
                                + " the change, and until the run is finished. Medians, in brackets the worst; limits, latencies and"
                                + " durations of Prospect2 as in reality. The limit was taken in turns, on an account of the same"
                                + " kind, by a bare program that makes the fewest calls: one import and its status until it is complete, asked from"
                                + " 5 s on every second, the deletes at 4.5 requests per second whenever their answers come,"
                                + " all ids known. The connector knows them too: each change waits until it does, for which it"
                                + " considers learning ids every %s instead of every 5 min (`walks.considered`). The scheduler ticks"
                                + " every %s.")
                        .formatted(
                                WALKS.toSeconds() + " s",
                                system.options().tick().toSeconds() + " s"));
        report.header("change", "times", "until", "measured", "limit", "ratio", "overhead", "target", "met");
        var chart = new BarChart("A change of 100 rows, until the run is finished", "s")
                .legend("dark: the API itself; light: the whole system");
        tell(report, chart, "50 come, 50 leave", repeat(repeated, 50, 50));
        tell(report, chart, "100 come", repeat((repeated + 1) / 2, 100, 0));
        tell(report, chart, "100 leave", repeat((repeated + 1) / 2, 0, 100));
        report.picture("system-latency.svg", "Latency of a change of 100 rows", chart);
    }

    private List<Measured> repeat(int times, int come, int leave) throws Exception {
        var all = new ArrayList<Measured>();
        for (int i = 0; i < times; i++) {
            all.add(once(come, leave));
            system.terminal().say("%d come, %d leave: %s", come, leave, all.get(i));
        }
        return all;
    }

    private Measured once(int come, int leave) throws Exception {
        List<Person> coming = take(outside, come);
        List<Person> leaving = take(inside, leave);
        awaitIds(leaving.size() + inside.size());
        lists.put(LIST, numbers(coming));
        lists.take(LIST, numbers(leaving));
        inside.addAll(coming);
        CompletableFuture<Instant> held = new Change(account, TAG, addresses(coming), addresses(leaving)).held();
        Run run = runs.run(sync, PATIENCE);
        if (Runs.planned(run) != come + leave) {
            throw new IllegalStateException("%d rows instead of %d".formatted(Runs.planned(run), come + leave));
        }
        Instant there = held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        return new Measured(
                Figures.seconds(Duration.between(run.startedAt(), there)),
                Figures.seconds(Duration.between(run.startedAt(), run.finishedAt())),
                bare.take(come, leave));
    }

    private static void tell(SystemReport report, BarChart chart, String what, List<Measured> all) {
        row(report, what, "Prospect2 holds it", all, Measured::held, measured -> measured.bare()
                .held());
        row(report, what, "the run is finished", all, Measured::finished, measured -> measured.bare()
                .finished());
        chart.bar(
                what,
                median(all.stream().map(measured -> measured.bare().finished()).toList()),
                median(all.stream().map(Measured::finished).toList()));
    }

    private static void row(
            SystemReport report,
            String what,
            String until,
            List<Measured> all,
            ToDoubleFunction<Measured> whole,
            ToDoubleFunction<Measured> alone) {
        List<Double> took = all.stream().map(whole::applyAsDouble).toList();
        List<Double> limit = all.stream().map(alone::applyAsDouble).toList();
        List<Double> overhead = all.stream()
                .map(measured -> whole.applyAsDouble(measured) - alone.applyAsDouble(measured))
                .toList();
        report.row(
                what,
                String.valueOf(all.size()),
                until,
                withWorst(took),
                withWorst(limit),
                Figures.ratio(median(took) / median(limit)),
                withWorst(overhead),
                "< 2 s",
                SystemReport.met(median(overhead) < TARGET));
    }

    private static String withWorst(List<Double> values) {
        return "%s (%s)".formatted(text(median(values), "s"), text(worst(values), "s"));
    }

    /** The first run, before anything is measured. */
    private void first(int members) throws SQLException {
        lists.ofTable(LIST);
        inside.addAll(take(outside, members));
        lists.put(LIST, numbers(inside));
        sync = runs.create(LIST, account.addTag(TAG), TAG);
        runs.run(sync, PATIENCE);
    }

    /** The connector learns ids when it has nothing else to do, as it has between two runs. */
    private void awaitIds(int known) {
        Awaitility.await("the connector knows the ids of %d associations".formatted(known))
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> associations() >= known);
    }

    private int associations() throws SQLException {
        try (Connection of = system.connect(Part.CONNECTOR);
                Statement statement = of.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM connector.association")) {
            row.next();
            return row.getInt(1);
        }
    }

    private List<Person> people() throws SQLException {
        SortedMap<Integer, SortedSet<String>> eligible =
                new TessituraOracle(connection).eligibleAddresses(EVERYBODY, AddressFilters.NONE.permission(1));
        Map<String, Integer> shared = new HashMap<>();
        eligible.values().forEach(addresses -> addresses.forEach(address -> shared.merge(address, 1, Integer::sum)));
        var people = new TreeMap<Integer, Person>();
        eligible.forEach((number, addresses) -> {
            if (addresses.size() == 1 && shared.get(addresses.first()) == 1) {
                people.put(number, new Person(number, addresses.first()));
            }
        });
        return new ArrayList<>(people.values());
    }

    private static List<Person> take(List<Person> from, int count) {
        List<Person> first = from.subList(0, count);
        List<Person> taken = List.copyOf(first);
        first.clear();
        return taken;
    }

    private static List<Integer> numbers(List<Person> people) {
        return people.stream().map(Person::number).toList();
    }

    private static List<String> addresses(List<Person> people) {
        return people.stream().map(Person::address).toList();
    }

    @Override
    public void close() throws SQLException {
        bare.close();
        connection.close();
    }

    private record Person(int number, String address) {}

    private record Measured(double held, double finished, BareCalls.Took bare) {
        @Override
        public String toString() {
            return "held after %.2f s, finished after %.2f s; the API alone %.2f s and %.2f s"
                    .formatted(held, finished, bare.held(), bare.finished());
        }
    }
}
