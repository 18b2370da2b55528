package org.datasync.connector.operations;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;

/** What waits, run by run. */
@Path("/api/v1/queue")
@Produces(MediaType.APPLICATION_JSON)
public class QueueResource {
    private final Transactions transactions;

    QueueResource(Transactions transactions) {
        this.transactions = transactions;
    }

    @GET
    public Queue get() {
        return new Queue(transactions.read(connection -> Sql.list(
                connection,
                """
                SELECT run_id, sync_id, tag_id, state, received_rows, settled_rows,
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
                        row.getInt("complete") == 1))));
    }

    public record Queue(List<Waiting> items) {}

    /** @param complete whether all rows of the run have arrived */
    public record Waiting(
            String runId, int syncId, String tagId, String state, long received, long settled, boolean complete) {}
}
