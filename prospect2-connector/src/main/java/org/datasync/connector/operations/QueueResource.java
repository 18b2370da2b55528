package org.datasync.connector.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.operations.Forecast.Work;

/** What waits, run by run. */
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {
    private final Transactions transactions;
    private final ConnectorConfig config;
    private final Clock clock;

    QueueResource(Transactions transactions, ConnectorConfig config, Clock clock) {
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    @GET
    public Queue get() {
        Map<Long, Work> work = work();
        Pace pace = pace();
        Forecast forecast = new Forecast(
                pace.requestsPerSecond,
                config.limits().importsPerMinute(),
                config.bulk().contacts());
        return new Queue(transactions.read(connection -> Sql.list(
                connection,
                """
                SELECT run_no, run_id, sync_id, tag_id, state, received_rows, settled_rows,
                  CASE WHEN received_added >= published_added AND received_removed >= published_removed
                    AND received_changed >= published_changed THEN 1 ELSE 0 END AS complete
                FROM connector.run WHERE state IN ('OPEN', 'CANCELLING', 'FAILING') AND tag_id IS NOT NULL
                ORDER BY run_no
                """,
                row -> new Waiting(
                        row.getString("run_id"),
                        row.getInt("sync_id"),
                        row.getString("tag_id"),
                        row.getString("state"),
                        row.getLong("received_rows"),
                        row.getLong("settled_rows"),
                        row.getInt("complete") == 1,
                        pace.start.plus(
                                forecast.of(work.getOrDefault(row.getLong("run_no"), new Work(0, 0)), work.values())),
                        pace.trouble))));
    }

    /** A removal whose way is not decided may need a look-up; a single add needs a call for the contact and one for the tag. */
    private Map<Long, Work> work() {
        Map<Long, Work> work = new HashMap<>();
        transactions.read(connection -> Sql.list(connection, """
                SELECT run_no, lane, COUNT(*) AS waiting FROM connector.tag_change
                WHERE state IN ('READY', 'CALLING') AND run_no IN
                  (SELECT run_no FROM connector.run WHERE state = 'OPEN' AND tag_id IS NOT NULL)
                GROUP BY run_no, lane
                """, row -> {
            long waiting = row.getLong("waiting");
            Work part =
                    switch (row.getString("lane")) {
                        case "BULK", "BULK_QUIET" -> new Work(waiting, 0);
                        case "UNTAG" -> new Work(0, waiting);
                        default -> new Work(0, 2 * waiting);
                    };
            return work.merge(
                    row.getLong("run_no"),
                    part,
                    (one, other) -> new Work(one.imports() + other.imports(), one.calls() + other.calls()));
        }));
        return work;
    }

    private Pace pace() {
        Instant now = clock.instant();
        return transactions
                .read(connection -> Sql.first(
                        connection,
                        "SELECT requests_per_second, paused_until, reason FROM connector.account WHERE account_no = 1",
                        row -> {
                            Instant until = Sql.instant(row, "paused_until");
                            return new Pace(
                                    row.getDouble(1),
                                    until == null || until.isBefore(now) ? now : until,
                                    row.getString("reason"));
                        }))
                .orElseGet(() -> new Pace(config.limits().requestsPerSecond(), now, null));
    }

    private record Pace(double requestsPerSecond, Instant start, String trouble) {}

    public record Queue(List<Waiting> items) {}

    /**
     * @param complete whether all rows of the run have arrived
     * @param expectedEnd when its last request will have been sent, if nothing comes between
     * @param reason why it does not get on; null if the account works
     */
    public record Waiting(
            String runId,
            int syncId,
            String tagId,
            String state,
            long received,
            long settled,
            boolean complete,
            Instant expectedEnd,
            String reason) {}
}
