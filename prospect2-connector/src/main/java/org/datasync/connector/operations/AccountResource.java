package org.datasync.connector.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Set;
import org.datasync.connector.catalog.FieldCatalog;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;

/** How the Prospect2 account is. */
@Path("/api/v1/account")
@Produces(MediaType.APPLICATION_JSON)
public class AccountResource {
    private final Transactions transactions;
    private final FieldCatalog fields;

    AccountResource(Transactions transactions, FieldCatalog fields) {
        this.transactions = transactions;
        this.fields = fields;
    }

    @GET
    public View get() {
        return transactions.read(connection -> Sql.first(
                        connection,
                        """
                        SELECT state, reason, since, paused_until, requests_per_second, seen_at FROM connector.account
                        WHERE account_no = 1
                        """,
                        row -> new View(
                                row.getString("state"),
                                row.getString("reason"),
                                Sql.instant(row, "since"),
                                Sql.instant(row, "paused_until"),
                                row.getDouble("requests_per_second"),
                                Sql.instant(row, "seen_at"),
                                fields.unknown()))
                .orElseGet(() -> new View("UNKNOWN", null, null, null, 0, null, Set.of())));
    }

    /**
     * @param state UNKNOWN, CONNECTED, RESTING or BLOCKED
     * @param pausedUntil null unless everything rests until then
     * @param requestsPerSecond what is allowed now
     * @param seenAt when the leading replica said so
     * @param unknownFields personalisation tags of constituents' fields that the account does not have
     */
    public record View(
            String state,
            String reason,
            Instant since,
            Instant pausedUntil,
            double requestsPerSecond,
            Instant seenAt,
            Set<String> unknownFields) {}
}
