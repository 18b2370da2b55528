package org.datasync.connector.operations;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;

/** Depths of the queues as meters, as of the last look. */
@ApplicationScoped
class QueueMeters {
    private final Transactions transactions;
    private final AtomicLong rows;
    private final AtomicLong runs;
    private final AtomicLong batches;

    QueueMeters(Transactions transactions, MeterRegistry meters) {
        this.transactions = transactions;
        this.rows = meters.gauge("datasync.queue.rows", new AtomicLong());
        this.runs = meters.gauge("datasync.queue.runs", new AtomicLong());
        this.batches = meters.gauge("datasync.queue.batches", new AtomicLong());
    }

    @Scheduled(every = "10s", delayed = "5s", concurrentExecution = ConcurrentExecution.SKIP)
    void look() {
        transactions.read(connection -> Sql.first(connection, """
                SELECT COUNT(*), COALESCE(SUM(received_rows - settled_rows), 0) FROM connector.run
                WHERE state IN ('OPEN', 'CANCELLING', 'FAILING') AND tag_id IS NOT NULL
                """, row -> {
            runs.set(row.getLong(1));
            rows.set(row.getLong(2));
            return row;
        }));
        transactions.read(connection -> Sql.first(
                connection,
                "SELECT COUNT(*) FROM connector.batch WHERE state IN ('PLANNED', 'SENDING', 'SENT')",
                row -> {
                    batches.set(row.getLong(1));
                    return row;
                }));
    }
}
