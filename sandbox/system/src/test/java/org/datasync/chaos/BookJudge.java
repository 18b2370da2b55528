package org.datasync.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.datasync.sandbox.system.Part;

/** Adds up again what a run says of itself, and compares it with the rows of its plan and with those of the connector. */
final class BookJudge {
    private static final List<String> OPERATIONS = List.of("TAG", "UPDATE", "UNTAG");
    private static final Map<String, String> OUTCOMES = Map.of(
            "done", "DONE",
            "already", "ALREADY",
            "keptShared", "KEPT",
            "rejected", "REJECTED",
            "failed", "FAILED",
            "unknown", "UNKNOWN",
            "cancelled", "CANCELLED");
    private static final String WORK = """
            SELECT c.operation, c.outcome, COUNT(*) FROM connector.tag_change c
            JOIN connector.run r ON r.run_no = c.run_no
            WHERE r.run_id = ? AND c.state <> 'EMPTY' GROUP BY c.operation, c.outcome""";
    private static final String ROWS = """
            SELECT operation, outcome, COUNT(*) FROM dbo.LT_P2_PLAN_ADDRESS
            WHERE run_no = ? AND settlement_no > 0 GROUP BY operation, outcome""";

    private final Queries queries;
    private final FinishedEvents events;
    private final Set<String> slots = new HashSet<>();

    BookJudge(Queries queries, FinishedEvents events) {
        this.queries = queries;
        this.events = events;
    }

    void judge(List<RunFacts> runs, Operator operator, Differences differences) throws SQLException {
        events.hear();
        for (RunFacts run : runs) {
            compareSlot(run, differences);
            differences.equal(
                    run, "announcements of the end", 1, events.about(run.id()).size());
            if (run.finishedAt() == null) {
                differences.add("%s: has no end", run);
            }
            Optional<JsonNode> shown = operator.run(run.id());
            if (shown.isEmpty()) {
                differences.add("%s: is not shown", run);
            } else {
                compareState(run, shown.get(), differences);
                compareBooks(run, shown.get().path("counts"), differences);
            }
            if (run.isApplied()) {
                compareWork(run, differences);
            }
        }
    }

    /**
     * The scheduled syncs are due every minute, and only one run of a sync is for one due time. One that was cancelled
     * before it because the sync was switched off comes again when it is switched on in time.
     */
    private void compareSlot(RunFacts run, Differences differences) {
        if (!run.trigger().equals("SCHEDULED")) {
            return;
        }
        boolean mayComeAgain = "SWITCHED_OFF".equals(run.reason());
        boolean again = !mayComeAgain && !slots.add(run.syncId() + " " + run.dueAt());
        if (again || run.dueAt().getEpochSecond() % 60 != 0) {
            differences.add("%s: due at %s, again or not at all", run, run.dueAt());
        }
    }

    private static void compareState(RunFacts run, JsonNode shown, Differences differences) {
        if (!shown.path("state").asText().equals(run.state())) {
            differences.add("%s: is shown as %s", run, shown.path("state").asText());
        }
        long bad = Stream.of("REJECTED", "FAILED", "UNKNOWN", "CANCELLED")
                .mapToLong(outcome -> OPERATIONS.stream()
                        .mapToLong(operation -> run.count(operation, outcome))
                        .sum())
                .sum();
        if (run.state().equals("SUCCEEDED") && (bad > 0 || !run.isApplied())) {
            differences.add("%s: succeeded with %d rows not applied, delta-service says %s", run, bad, run.delta());
        }
        if (run.isApplied() && bad == 0 && run.state().startsWith("FAILED")) {
            differences.add("%s: failed with everything applied", run);
        }
    }

    private static void compareBooks(RunFacts run, JsonNode counts, Differences differences) {
        if (!run.isApplied() || !counts.isObject()) {
            if (run.isApplied()) {
                differences.add("%s: has no counts", run);
            }
            return;
        }
        for (String operation : OPERATIONS) {
            JsonNode books = counts.path(operation.toLowerCase(Locale.ROOT));
            differences.equal(
                    run,
                    operation + " planned",
                    run.count(operation),
                    books.path("planned").asLong());
            OUTCOMES.forEach((name, outcome) -> differences.equal(
                    run,
                    operation + " " + name,
                    run.count(operation, outcome),
                    books.path(name).asLong()));
        }
        differences.equal(
                run,
                "members",
                number(counts, "members"),
                number(counts, "qualified") + number(counts, "withoutAddress"));
        differences.equal(
                run,
                "qualified",
                number(counts, "qualified"),
                number(counts, "added")
                        + number(counts, "changed")
                        + number(counts, "unchanged")
                        + number(counts, "refusedBefore"));
        differences.equal(
                run,
                "baseline",
                number(counts, "baselineBefore"),
                number(counts, "changed")
                        + number(counts, "unchanged")
                        + number(counts, "keptWithoutAddress")
                        + number(counts, "removed")
                        + number(counts, "leftList"));
    }

    private static long number(JsonNode counts, String name) {
        return counts.path(name).asLong();
    }

    private void compareWork(RunFacts run, Differences differences) throws SQLException {
        Map<String, Long> work = grouped(Part.CONNECTOR, WORK, run.id());
        Map<String, Long> plan = grouped(Part.DELTA, ROWS, run.runNo());
        if (!work.equals(plan)) {
            differences.add("%s: the connector has settled %s, delta-service %s", run, work, plan);
        }
    }

    private Map<String, Long> grouped(Part database, String sql, Object parameter) throws SQLException {
        var groups = new TreeMap<String, Long>();
        queries.list(
                database, sql, row -> groups.put(row.getString(1) + " " + row.getString(2), row.getLong(3)), parameter);
        return groups;
    }
}
