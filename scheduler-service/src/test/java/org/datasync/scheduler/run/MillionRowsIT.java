package org.datasync.scheduler.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.start;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.datasync.scheduler.testing.SchedulerTest;
import org.datasync.scheduler.testing.TestClock;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("load")
@QuarkusTest
@SchedulerTest
class MillionRowsIT {
    private static final Logger LOG = Logger.getLogger(MillionRowsIT.class);
    private static final int ROOT = 1000;
    private static final Duration LIMIT = Duration.ofMillis(50);

    @Inject
    DataSource dataSource;

    @Inject
    TestClock clock;

    private String runId;
    private long runNo;
    private int syncId;

    /** A million settled changes of one run, half of them problems, and a hundred thousand runs of one sync. */
    @BeforeEach
    void fill() throws SQLException {
        syncId = create(definition());
        runId = start(syncId);
        try (Connection connection = dataSource.getConnection()) {
            runNo = runNo(connection);
            firstThousand(connection);
            update(connection, """
                    INSERT INTO scheduler.settled_change
                      (run_no, sequence, address_no, operation, outcome, problem, reason, constituent_no)
                    SELECT a.run_no, a.sequence * %d + b.sequence, 1, a.operation, a.outcome, a.problem, a.reason, 7
                    FROM scheduler.settled_change a CROSS JOIN scheduler.settled_change b
                    WHERE a.run_no = %d AND b.run_no = %d AND a.sequence > 0
                    """.formatted(ROOT, runNo, runNo));
            update(connection, manyRuns());
        }
    }

    private void firstThousand(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("INSERT INTO scheduler.settled_change"
                + " (run_no, sequence, address_no, operation, outcome, problem) VALUES (?, ?, 1, 'TAG', ?, ?)")) {
            for (int sequence = 0; sequence < ROOT; sequence++) {
                statement.setLong(1, runNo);
                statement.setLong(2, sequence);
                statement.setString(3, sequence % 2 == 0 ? "DONE" : "REJECTED");
                statement.setBoolean(4, sequence % 2 == 1);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private String manyRuns() {
        List<String> columns = columnsOfRun();
        String copied = String.join(", ", columns);
        String spread = copied.replace(
                "queued_at", "DATEADD(SECOND, (a.sequence * 100 + b.sequence) * 26 - 2600000, r.queued_at)");
        return """
                INSERT INTO scheduler.run (run_id, slot, state, finished_at, %s)
                SELECT CONCAT('00000000-0000-4000-8000-', RIGHT(CONCAT('000000', a.sequence), 6),
                  RIGHT(CONCAT('000000', b.sequence), 6)), CONCAT('m', a.sequence, '-', b.sequence),
                  'SUCCEEDED', r.queued_at, %s
                FROM scheduler.settled_change a CROSS JOIN scheduler.settled_change b CROSS JOIN scheduler.run r
                WHERE a.run_no = %d AND a.sequence < %d AND b.run_no = %d AND b.sequence < 100 AND r.run_no = %d
                ORDER BY a.sequence, b.sequence
                """.formatted(copied, spread, runNo, ROOT, runNo, runNo);
    }

    private static List<String> columnsOfRun() {
        List<String> columns = new ArrayList<>(List.of(
                "sync_id",
                "trigger_kind",
                "mode",
                "definition",
                "requested_by",
                "first_run",
                "due_at",
                "queued_at",
                "starts_at",
                "decision_no",
                "skipped_count"));
        for (String operation : List.of("tag", "update", "untag")) {
            for (String outcome : List.of("done", "already", "rejected", "failed", "unknown", "cancelled")) {
                columns.add(operation + "_" + outcome);
            }
        }
        return columns;
    }

    @AfterEach
    void empty() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            update(connection, "TRUNCATE TABLE scheduler.settled_change");
            update(connection, "DELETE FROM scheduler.run WHERE slot LIKE 'm%'");
        }
    }

    @Test
    void everyPageTakesLessThanFiftyMilliseconds() {
        String problems = "/api/v1/runs/" + runId + "/problems?limit=100";

        assertThat(time(problems)).as("first page of problems").isLessThan(LIMIT);
        assertThat(time(problems + "&cursor=500001.1")).as("page in the middle").isLessThan(LIMIT);
        assertThat(time(problems + "&cursor=999001.1")).as("last pages").isLessThan(LIMIT);
        assertThat(time("/api/v1/runs?limit=50")).as("activity log").isLessThan(LIMIT);
        assertThat(time("/api/v1/runs?limit=50&state=SUCCEEDED&syncId=" + syncId))
                .as("activity log of a sync")
                .isLessThan(LIMIT);
        assertThat(time("/api/v1/runs?limit=50&state=FAILED,HELD"))
                .as("rare states")
                .isLessThan(LIMIT);
        Instant now = clock.now();
        for (int days : new int[] {1, 15, 29}) {
            String time =
                    "&from=%s&to=%s".formatted(now.minus(Duration.ofDays(days + 1)), now.minus(Duration.ofDays(days)));
            assertThat(time("/api/v1/runs?limit=50" + time))
                    .as("a day %d days ago", days)
                    .isLessThan(LIMIT);
            assertThat(time("/api/v1/runs?limit=50&state=SUCCEEDED&syncId=" + syncId + time))
                    .as("of one sync, %d days ago", days)
                    .isLessThan(LIMIT);
        }
        assertThat(time("/api/v1/runs?limit=50&from=" + now.plus(Duration.ofDays(1))))
                .as("tomorrow")
                .isLessThan(LIMIT);
    }

    /** The median of reading the same page again and again; the quartile in the log tells how busy the machine is. */
    private static Duration time(String page) {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            long begin = System.nanoTime();
            given().noFilters().get(page).then().statusCode(200);
            times.add(Duration.ofNanos(System.nanoTime() - begin));
        }
        Collections.sort(times);
        LOG.infof(
                "Page read: quartile=%d median=%d milliseconds, page=%s",
                times.get(6).toMillis(), times.get(12).toMillis(), page);
        return times.get(12);
    }

    private long runNo(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("SELECT run_no FROM scheduler.run WHERE run_id = ?")) {
            statement.setString(1, runId);
            try (var result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    private static void update(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }
}
