package org.datasync.benchmark;

import static org.datasync.benchmark.Figures.number;
import static org.datasync.benchmark.Figures.text;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;

/** How runs of the whole system grow with the list. */
final class GrowthBench implements AutoCloseable {
    private static final int FIRST_LIST = 2001;
    private static final int SMALLEST = 10_000;
    /** Of a hundred members one moves: half of them leave, half come. */
    private static final int EVERY = 200;

    private static final Duration PATIENCE = Duration.ofMinutes(60);

    private final Prospect2Server account;
    private final Connection connection;
    private final Lists lists;
    private final Runs runs;
    private final int speed;
    private final int constituents;

    GrowthBench(DaySystem day, int constituents) throws SQLException {
        this.account = day.account;
        this.connection = day.system.connect(Part.DELTA);
        this.lists = new Lists(connection);
        this.runs = new Runs(day.system);
        this.speed = day.system.options().speed();
        this.constituents = constituents;
    }

    /** @param most members of the largest list */
    void measure(SystemReport report, int most) throws SQLException {
        report.section(
                "Growth with the list",
                "One sync alone in the database of the day, from the start of the run to its end: the first run, one after"
                        + " which nothing has changed, one after 0.5 % have left and as many have come. In brackets what"
                        + " Prospect2, %d times as fast, needs at least for the requests of that run."
                                .formatted(speed));
        report.header("members", "first run", "nothing changed", "1 % changed", "per member, nothing changed");
        int listNo = FIRST_LIST;
        for (int members : sizes(Math.min(most, constituents - constituents / EVERY))) {
            grow(report, listNo++, members);
        }
    }

    /** Tenfold steps, and the largest. */
    private static int[] sizes(int most) {
        return IntStream.concat(IntStream.iterate(SMALLEST, size -> size < most, size -> size * 10), IntStream.of(most))
                .toArray();
    }

    private void grow(SystemReport report, int listNo, int members) throws SQLException {
        lists.ofTable(listNo);
        lists.putFirst(listNo, members);
        String tag = "Growth " + members;
        int sync = runs.create(listNo, account.addTag(tag), tag);
        String first = text(run(sync));
        Timed quiet = run(sync);
        lists.move(listNo, members, EVERY);
        report.row(
                number(members),
                first,
                text(quiet),
                text(run(sync)),
                Figures.text(quiet.seconds() / members * 1e6, "µs"));
    }

    private Timed run(int sync) {
        long requests = account.quota().requests();
        Run run = runs.run(sync, PATIENCE);
        return new Timed(Runs.seconds(List.of(run)), account.quota().requests() - requests);
    }

    private String text(Timed timed) {
        return "%s (%s)"
                .formatted(
                        Figures.text(timed.seconds(), "s"),
                        Figures.text(timed.requests() / (BareCalls.PER_SECOND * speed), "s"));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private record Timed(double seconds, long requests) {}
}
