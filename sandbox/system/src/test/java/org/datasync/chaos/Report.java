package org.datasync.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datasync.sandbox.report.Machine;

/** The report, written anew after each round, so that a broken-off suite has one too. */
final class Report {
    private final Path directory;
    private final long seed;
    private final int rounds;
    private final List<Outcome> outcomes = new ArrayList<>();

    Report(Path directory, long seed, int rounds) {
        this.directory = directory;
        this.seed = seed;
        this.rounds = rounds;
    }

    void add(Outcome outcome) {
        outcomes.add(outcome);
        write("chaos.md", text());
        write("chaos.svg", new Picture(outcomes).svg());
    }

    /** Rounds that are played; the quiet one before the first is none. */
    private long played() {
        return outcomes.stream().filter(outcome -> outcome.round() > 0).count();
    }

    private long wrong() {
        return outcomes.stream().filter(Outcome::isWrong).count();
    }

    String verdict() {
        return "rounds %d, wrong %d".formatted(played(), wrong());
    }

    String text() {
        return """
                # Chaos

                Written by `mvn -T1 -Pchaos -pl sandbox/system -am verify` on %s; do not edit.

                **%s**%s

                | | |
                | --- | --- |
                | seed | %d (real time takes part: the same seed plans the same rounds, but not to the millisecond) |
                | took | %s, a round %s in the middle |
                %s
                | system | %d replicas of each service, %d brokers (replication 3, in-sync 2), one database server, each a process; Prospect2, mail server and world control in the suite |
                | shortened | lease and consumer session 4 s instead of 10 s, request time-out 2 s instead of 7 s; pauses of retries and of the account in proportion |

                ![Rounds](chaos.svg)

                ## What was done

                %s
                ## Kills and pauses by target, faults by kind

                %s
                ## Runs by final state

                %s
                ## What was compared after each round

                * every stored plan with what the tables of Tessitura said while the run lasted, by own queries and the rules of the design read once more; which untags are kept for a holder, and which are not
                * records and baseline of delta-service with what the outcomes of all runs so far come to
                * the tags in Prospect2 with these records; associations of a foreign tag
                * the books of every run with the rows of its plan and with the work rows of the connector; one final state and one announced end for each run
                * the activity log with what operators were told; the mails with the runs, a copy with the same Message-ID at most for each answer that may have been lost (cut after acceptance, sender or database killed or frozen)
                * after one more undisturbed run: the tags of syncs that follow their list with exactly what Tessitura says

                Not covered here: clock changes. The services have no clock that a suite could move; due times came every minute in three zones whose clocks change oddly, but none changed. Every clock change of every zone is tried by property tests of scheduler-service.

                ## Differences

                %s""".formatted(
                LocalDate.now(),
                verdict(),
                played() < rounds ? " (of %d)".formatted(rounds) : "",
                seed,
                minutes(total()),
                "%.1f s".formatted(median().toMillis() / 1000.0),
                Machine.rows(Path.of(System.getProperty("demo.root", "../.."), "scheduler-service/target/quarkus-app")),
                ChaosSystem.REPLICAS,
                ChaosSystem.BROKERS,
                table("what", named(sum(Outcome::done))),
                table("what", sum(Outcome::details)),
                table("state", sum(Outcome::runs)),
                differences());
    }

    private Duration total() {
        return outcomes.stream().map(Outcome::took).reduce(Duration.ZERO, Duration::plus);
    }

    private Duration median() {
        return outcomes.stream()
                .map(Outcome::took)
                .sorted()
                .skip(outcomes.size() / 2)
                .findFirst()
                .orElse(Duration.ZERO);
    }

    private <K extends Comparable<K>> Map<K, Integer> sum(Function<Outcome, Map<K, Integer>> part) {
        var sum = new TreeMap<K, Integer>();
        outcomes.forEach(outcome -> part.apply(outcome).forEach((key, times) -> sum.merge(key, times, Integer::sum)));
        return sum;
    }

    private static Map<String, Integer> named(Map<Action, Integer> done) {
        return done.entrySet().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().words(), Map.Entry::getValue, Integer::sum, TreeMap::new));
    }

    private static String table(String head, Map<String, Integer> rows) {
        var table = new StringBuilder("| %s | times |\n| --- | --- |\n".formatted(head));
        rows.forEach((what, times) ->
                table.append("| %s | %s |\n".formatted(what, String.format(Locale.ROOT, "%,d", times))));
        return table.toString();
    }

    private String differences() {
        if (wrong() == 0) {
            return "None.\n";
        }
        return outcomes.stream()
                .filter(Outcome::isWrong)
                .map(outcome -> "* round %d, seed %d\n%s"
                        .formatted(
                                outcome.round(),
                                seed,
                                outcome.differences().stream()
                                        .map(line -> "  * " + line + "\n")
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining());
    }

    private static String minutes(Duration duration) {
        return "%d min %d s".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private void write(String name, String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
