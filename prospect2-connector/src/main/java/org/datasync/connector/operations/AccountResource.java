package org.datasync.connector.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.catalog.AccountTest;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;

/** How the Prospect2 account is. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
    private static final View NOT_SEEN =
            new View("UNKNOWN", false, null, null, null, new Quota(0, 0, 0, 0, 0), null, List.of());

    private final Transactions transactions;
    private final ConnectorConfig config;
    private final AccountTest test;

    AccountResource(Transactions transactions, ConnectorConfig config, AccountTest test) {
        this.transactions = transactions;
        this.config = config;
        this.test = test;
    }

    @GET
    public View get() {
        return transactions
                .read(connection -> Sql.first(connection, """
                        SELECT state, reason, since, paused_until, requests_per_second, requests_last_minute,
                          imports_last_minute, unknown_fields, seen_at
                        FROM connector.account WHERE account_no = 1
                        """, this::view))
                .orElse(NOT_SEEN);
    }

    /** Asks Prospect2 now, within the budget, also while the account is blocked: the answer of a moment later counts. */
    @POST
    @Path("/test")
    public TestResult test() {
        return test.call().map(reason -> new TestResult(false, reason)).orElseGet(() -> new TestResult(true, null));
    }

    private View view(ResultSet row) throws SQLException {
        String state = row.getString("state");
        String unknown = row.getString("unknown_fields");
        return new View(
                state,
                state.equals("CONNECTED") || state.equals("SUSPECT"),
                row.getString("reason"),
                Sql.instant(row, "since"),
                Sql.instant(row, "paused_until"),
                new Quota(
                        row.getInt("requests_last_minute"),
                        row.getInt("imports_last_minute"),
                        row.getDouble("requests_per_second"),
                        config.limits().requestsPerSecond(),
                        config.limits().importsPerMinute()),
                Sql.instant(row, "seen_at"),
                unknown == null || unknown.isEmpty() ? List.of() : List.of(unknown.split("\n")));
    }

    /**
     * @param state UNKNOWN, CONNECTED, RESTING, SUSPECT or BLOCKED
     * @param connected whether Prospect2 lets us in, as far as known
     * @param reason why not CONNECTED
     * @param pausedUntil null unless everything rests until then
     * @param seenAt when the leading replica said so
     * @param unknownFields personalisation tags of constituents' fields that the account does not have
     */
    public record View(
            String state,
            boolean connected,
            String reason,
            Instant since,
            Instant pausedUntil,
            Quota quota,
            Instant seenAt,
            List<String> unknownFields) {}

    /**
     * @param requestsLastMinute requests of all kinds that we sent
     * @param importsLastMinute bulk imports among them
     * @param requestsPerSecond what we allow ourselves now
     * @param mostRequestsPerSecond what we allow ourselves when nothing is wrong
     * @param mostImportsPerMinute bulk imports of several contacts that we allow ourselves
     */
    public record Quota(
            int requestsLastMinute,
            int importsLastMinute,
            double requestsPerSecond,
            double mostRequestsPerSecond,
            double mostImportsPerMinute) {}

    /** @param reason why it does not work; null if it does */
    public record TestResult(boolean works, String reason) {}
}
