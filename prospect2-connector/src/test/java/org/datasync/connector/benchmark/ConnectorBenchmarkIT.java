package org.datasync.connector.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.datasync.connector.testing.BareProgram;
import org.datasync.connector.testing.Plan;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The figures of the module, in the profile {@code benchmark}: {@code connector.md} in its report directory. */
@Tag("benchmark")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConnectorBenchmarkIT {
    private static final Report REPORT = new Report();
    private static final String WITHOUT_LIMITS = """
            {"limits":{"requestsPerSecond":1000000,"bulkPerMinute":1000000,"singleBulkPerMinute":1000000},
             "latency":{"factor":0.01},"bulk":{"visibleAfter":"PT0S","duration":"PT0.05S","perContact":"PT0S"}}""";
    private static final int WARM_UP = 20_000;
    private static final Map<String, String> AS_FAST_AS_POSSIBLE = Map.of(
            "limits.requests-per-second", "1000",
            "limits.imports-per-minute", "60000",
            "bulk.first-poll", "PT0.1S",
            "walks.spare", "false");

    @AfterAll
    static void write() throws IOException {
        REPORT.write();
    }

    @Test
    @Order(1)
    void theQuotaIsUsedAndNeverExceeded() throws Exception {
        int rows = Integer.getInteger("benchmark.adds", 100_000);
        int removals = Integer.getInteger("benchmark.removals", 3_000);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        Future<Paced> removing = threads.submit(() -> Paced.removals(removals));
        Future<Paced> adding = threads.submit(() -> Paced.adds(rows));
        Future<Paced> both = threads.submit(() -> Paced.both("both", rows, removals, true));
        Future<Paced> apart = threads.submit(() -> Paced.both("apart", rows, removals, false));
        threads.shutdown();

        REPORT.section("The quota is used", """
                %,d adds, %,d removals with stored ids; the limits of the account are its true ones (5 requests per second,
                100 bulk imports per minute, recorded latencies, real time), the configured ones 4.5 and 90. Each measurement
                has an account, a broker, a database and a service of its own. Beside the removals alone, which take
                longest, the others run one after the other. With both at once, removals are counted while imports go
                out.""".formatted(rows, removals));
        reportAdds("adds alone", adding.get(), 0.97);
        Paced alone = removing.get();
        REPORT.atLeast(
                "removals alone", alone.removalsPerSecond(), Paced.REQUESTS_PER_SECOND, "requests per second", 0.97);
        REPORT.never("removals alone: look-ups although the id is stored", alone.lookUps());
        reportRefusals("removals alone", alone);
        reportAdds("both at once: adds", both.get(), 0.95);
        REPORT.atLeast(
                "both at once: removals, of what bulk and polling leave",
                both.get().removalsPerSecond(),
                both.get().left(),
                "requests per second",
                0.95);
        REPORT.seen(
                "both at once: questions about imports, the others come when no removal waits",
                both.get().questions(),
                both.get().imports(),
                "requests");
        reportAdds("both at once, bulk does not count: adds", apart.get(), 0.95);
        REPORT.atLeast(
                "both at once, bulk does not count: removals, of the whole rate",
                apart.get().removalsPerSecond(),
                Paced.REQUESTS_PER_SECOND,
                "requests per second",
                0.95);
        assertThat(REPORT.missed()).isEmpty();
    }

    @Test
    @Order(2)
    void withoutLimitsItIsHalfAsFastAsABareProgram() throws Exception {
        int rows = Integer.getInteger("benchmark.rows", 100_000);
        int rounds = Integer.getInteger("benchmark.rounds", 3);
        List<Double> bare = new ArrayList<>();
        List<Double> own = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (Stage stage = new Stage("unlimited", WITHOUT_LIMITS, AS_FAST_AS_POSSIBLE)) {
            stage.startAndWarmUp(2 * WARM_UP);
            for (int round = 0; round < rounds; round++) {
                bare.add(rows / seconds(bare(stage, round, rows)));
                own.add(rows / seconds(own(stage, round, rows)));
                ratios.add(own.get(round) / bare.get(round));
            }
        }

        REPORT.section("From consumed record to published settlement", """
                %,d adds, no limits, 1 ms latency; medians of %d rounds. The records are in the topic before the service
                goes on; the last settlement has been read from its topic at the end. The bare program inserts the same rows
                into a table with the same columns and indexes, marks them sent and then done in batches of 250 and posts
                the same batches. Ratios of the rounds: %s.""".formatted(
                        rows, rounds, ratios.stream().map("%.2f"::formatted).toList()));
        REPORT.atLeast("rows", median(own), median(bare), "rows per second", 0.5);
        assertThat(REPORT.missed()).doesNotContain("rows");
    }

    @Test
    @Order(3)
    void removalsWithoutStoredIdsCostAPageWalk() throws Exception {
        int tagged = 20_000;
        int removals = 2_000;
        try (Stage stage = new Stage("walk", WITHOUT_LIMITS, AS_FAST_AS_POSSIBLE)) {
            List<String> everybody = Stage.addresses("member", tagged);
            everybody.forEach(address -> stage.account.addContact(address, Stage.OTHER_TAG));
            stage.startAndWarmUp(WARM_UP);
            List<String> leavers = IntStream.range(0, removals)
                    .mapToObj(i -> everybody.get(i * (tagged / removals)))
                    .toList();
            var plan = new Plan(stage.otherTag, Stage.OTHER_TAG).remove(leavers.toArray(String[]::new));

            stage.account.forgetRequests();
            stage.publish(plan);
            stage.awaitTold(plan, removals, Duration.ofMinutes(5));

            REPORT.section(
                    "Removals without stored ids",
                    "%,d of %,d contacts that carry the tag, every tenth.".formatted(removals, tagged));
            long requests = stage.account.quota().requests();
            REPORT.atMost("requests", requests, (removals + tagged / 100) * 1.01, "requests");
            assertThat(stage.account.tagged(Stage.OTHER_TAG)).isEqualTo(tagged - removals);
            assertThat(REPORT.missed()).doesNotContain("requests");
        }
    }

    @Test
    @Order(4)
    void intakeIsHalfAsFastAsBareInserts() throws Exception {
        int rows = Integer.getInteger("benchmark.intake", 1_000_000);
        try (Stage stage = new Stage("intake", "{\"latency\":{\"factor\":1}}", Map.of())) {
            Duration inserting = new BareProgram(
                            Servers.database("bare-intake"), stage.account.url(), stage.account.key())
                    .insert(Stage.addresses("given.family", rows));
            var plan = new Plan(stage.tag, Stage.TAG);
            stage.publishAdded(plan, "given.family", rows);
            String received = "SELECT received_rows FROM connector.run WHERE run_id = '" + plan.runId + "'";

            stage.service.start();
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> stage.hasTables() && stage.number(received) > 0);
            long start = System.nanoTime();
            long before = stage.number(received);
            await().atMost(Duration.ofMinutes(30))
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> stage.number(received) == rows);
            double own = (rows - before) / seconds(Duration.ofNanos(System.nanoTime() - start));

            REPORT.section("Intake", """
                    %,d records that are in the topic before the service starts, while it also sends within the true limits of
                    the account; one run, because it is long. Bare: JDBC batches of 1,000 of the same rows into a table with
                    the same columns, indexes and identity column.""".formatted(rows));
            REPORT.atLeast("records", own, rows / seconds(inserting), "rows per second", 0.5);
            assertThat(stage.number("SELECT COUNT(*) FROM connector.tag_change"))
                    .isEqualTo(rows);
            assertThat(REPORT.missed()).doesNotContain("records");
        }
    }

    private static Duration bare(Stage stage, int round, int rows) throws Exception {
        List<String> addresses = Stage.addresses("bare" + round + "-", rows);
        var program = new BareProgram(Servers.database("bare" + round), stage.account.url(), stage.account.key());
        return program.insert(addresses).plus(program.send(addresses, Stage.TAG));
    }

    private static Duration own(Stage stage, int round, int rows) throws Exception {
        var plan = new Plan(stage.tag, Stage.TAG)
                .add(Stage.addresses("own" + round + "-", rows).toArray(String[]::new));
        stage.service.freeze();
        stage.publish(plan);
        long start = System.nanoTime();
        stage.service.thaw();
        stage.awaitTold(plan, rows, Duration.ofMinutes(10));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void reportAdds(String what, Paced paced, double target) {
        REPORT.atLeast(what, paced.addsPerMinute(), Paced.IMPORTS_PER_MINUTE * 250, "adds per minute", target);
        reportRefusals(what, paced);
    }

    private static void reportRefusals(String what, Paced paced) {
        REPORT.never(what + ": 429", paced.refused());
        REPORT.never(what + ": throttling 400", paced.bulkRefused());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
}
