package org.datasync.connector.operations;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;

/** Forgets what is no longer needed: addresses soon, runs only after every topic has forgotten them. */
@ApplicationScoped
class CleanUp {
    private static final int AT_ONCE = 1_000;
    private static final Duration QUESTIONS = Duration.ofHours(1);

    private final Leader leader;
    private final Transactions transactions;
    private final ConnectorConfig config;
    private final Clock clock;

    CleanUp(Leader leader, Transactions transactions, ConnectorConfig config, Clock clock) {
        this.leader = leader;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(every = "1h", delayed = "7m", concurrentExecution = ConcurrentExecution.SKIP)
    void forget() {
        if (!leader.leads()) {
            return;
        }
        Instant now = clock.instant();
        Instant rows = now.minus(config.retention().rows());
        Instant runs = now.minus(config.retention().runs());
        repeatedly("""
                DELETE FROM connector.tag_change WHERE id IN (SELECT TOP (1000) c.id FROM connector.tag_change c
                  JOIN connector.run r ON r.run_no = c.run_no WHERE r.state = 'CLOSED' AND r.closed_at < ? ORDER BY c.id)
                """, rows);
        repeatedly("""
                DELETE FROM connector.batch WHERE batch_no IN
                  (SELECT TOP (1000) batch_no FROM connector.batch WHERE state = 'ENDED' AND ended_at < ? ORDER BY batch_no)
                """, rows);
        repeatedly("""
                DELETE FROM connector.run WHERE run_no IN (SELECT TOP (1000) r.run_no FROM connector.run r
                  WHERE r.created_at < ? AND (r.state = 'CLOSED' OR r.tag_id IS NULL) ORDER BY r.run_no)
                """, runs);
        repeatedly("""
                DELETE FROM connector.question WHERE question_id IN
                  (SELECT TOP (1000) question_id FROM connector.question WHERE asked_at < ? ORDER BY question_id)
                """, now.minus(QUESTIONS));
    }

    private void repeatedly(String delete, Instant before) {
        int deleted;
        do {
            deleted = transactions.write(connection -> Sql.update(connection, delete, before));
        } while (deleted == AT_ONCE);
    }
}
