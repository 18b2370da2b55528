package org.datasync.connector.benchmark;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.datasync.connector.testing.Plan;

/**
 * Work within the true limits of the account, with the latencies that were recorded of the real one.
 *
 * @param seconds from the first request of the kind that the window is about to its last
 * @param adds rows that bulk imports of the window queued, the first import left out
 * @param removals in the window
 * @param imports in the window
 * @param questions about batches in the window
 * @param lookUps requests for contacts: none where all ids are stored
 * @param refused answered 429
 * @param bulkRefused answered with the throttling 400
 */
record Paced(
        double seconds,
        double adds,
        int removals,
        int imports,
        int questions,
        int lookUps,
        long refused,
        long bulkRefused) {
    static final double REQUESTS_PER_SECOND = 4.5;
    static final double IMPORTS_PER_MINUTE = 90;

    private static final String WAITING =
            "SELECT COUNT(*) FROM connector.tag_change WHERE state = 'READY' AND lane = 'BULK'";
    private static final String IMPORT = "POST /import/bulk_import";
    private static final String QUESTION = "GET /import/info";
    private static final String REMOVAL = "DELETE /contactTags/{id}";
    private static final int WARM_UP = 2_000;
    private static final Duration LONGEST = Duration.ofMinutes(30);

    /** Adds alone. */
    static Paced adds(int rows) throws IOException, SQLException {
        return both("adds", rows, 0, true);
    }

    /** Adds and removals at once; the window is that of the imports. */
    static Paced both(String name, int rows, int removals, boolean importsCount) throws IOException, SQLException {
        try (Stage stage = stage(name, importsCount)) {
            var remove = leavers(stage, removals);
            var add = new Plan(stage.tag, Stage.TAG)
                    .add(Stage.addresses("paced", rows).toArray(String[]::new));

            stage.account.forgetRequests();
            stage.publish(remove);
            stage.publish(add);
            Watch watch = new Watch(stage, IMPORT);
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(() -> {
                watch.look();
                return watch.last != null && watch.quietFor(Duration.ofSeconds(2)) && stage.number(WAITING) == 0;
            });
            return watch.result(rows);
        }
    }

    /** Removals with stored ids alone. */
    static Paced removals(int removals) throws IOException, SQLException {
        try (Stage stage = stage("removals", true)) {
            var remove = leavers(stage, removals);

            stage.account.forgetRequests();
            stage.publish(remove);
            Watch watch = new Watch(stage, REMOVAL);
            await().atMost(LONGEST).pollInterval(Duration.ofMillis(10)).until(() -> {
                watch.look();
                return watch.last != null && watch.last.removals >= removals;
            });
            return watch.result(0);
        }
    }

    private static Stage stage(String name, boolean importsCount) throws IOException {
        return new Stage(
                name,
                "{\"latency\":{\"factor\":1},\"switches\":{\"bulkCountsAsRequest\":%s}}".formatted(importsCount),
                Map.of(
                        "limits.requests-per-second", Double.toString(REQUESTS_PER_SECOND),
                        "limits.imports-per-minute", Double.toString(IMPORTS_PER_MINUTE),
                        "limits.imports-count-as-requests", Boolean.toString(importsCount),
                        "walks.spare", "false"));
    }

    private static Plan leavers(Stage stage, int removals) throws IOException, SQLException {
        var leavers = Stage.addresses("leaver", removals);
        leavers.forEach(address -> stage.account.addContact(address, Stage.OTHER_TAG));
        stage.startAndWarmUp(WARM_UP);
        stage.store(leavers);
        return new Plan(stage.otherTag, Stage.OTHER_TAG).remove(leavers.toArray(String[]::new));
    }

    double addsPerMinute() {
        return adds / seconds * 60;
    }

    double removalsPerSecond() {
        return removals / seconds;
    }

    /** What bulk imports and questions leave of the requests per second. */
    double left() {
        return REQUESTS_PER_SECOND - (questions + imports) / seconds;
    }

    /** Sees when the first and the last request of a kind came, and what else there was by then. */
    private static final class Watch {
        private final Stage stage;
        private final String route;
        private Moment first;
        private Moment last;

        Watch(Stage stage, String route) {
            this.stage = stage;
            this.route = route;
        }

        void look() {
            if (first == null && stage.account.requestCount(route) > 0) {
                first = moment();
            }
            if (first != null && (last == null || stage.account.requestCount(route) > count(last))) {
                last = moment();
            }
        }

        boolean quietFor(Duration time) {
            return System.nanoTime() - last.at > time.toNanos();
        }

        Paced result(int rows) {
            double share = (double) (last.imports - first.imports) / Math.max(1, last.imports);
            return new Paced(
                    (last.at - first.at) / 1e9,
                    rows * share,
                    last.removals - first.removals,
                    last.imports - first.imports,
                    last.questions - first.questions,
                    stage.account.requestCount("GET /contacts"),
                    stage.account.quota().refused(),
                    stage.account.quota().bulkRefused());
        }

        private int count(Moment moment) {
            return route.equals(IMPORT) ? moment.imports : moment.removals;
        }

        private Moment moment() {
            return new Moment(
                    System.nanoTime(),
                    stage.account.requestCount(IMPORT),
                    stage.account.requestCount(REMOVAL),
                    stage.account.requestCount(QUESTION));
        }
    }

    private record Moment(long at, int imports, int removals, int questions) {}
}
