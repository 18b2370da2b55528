package org.datasync.chaos;

import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.datasync.sandbox.system.Part;

/** Whether anything is still under way: runs, events, work rows, mails, previews. */
final class Quiescence {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final long INTERVAL = TimeUnit.MILLISECONDS.toNanos(200);
    private static final List<Question> QUESTIONS = List.of(
            new Question("runs", Part.SCHEDULER, """
                    SELECT COUNT(*) FROM scheduler.run
                    WHERE state IN ('QUEUED', 'COMPUTING', 'HELD', 'APPLYING', 'CANCELLING')"""),
            new Question(
                    "events of the scheduler",
                    Part.SCHEDULER,
                    "SELECT COUNT(*) FROM scheduler.outbox WHERE published_at IS NULL"),
            new Question("early events of the scheduler", Part.SCHEDULER, "SELECT COUNT(*) FROM scheduler.early"),
            new Question("runs of delta-service", Part.DELTA, """
                    SELECT COUNT(*) FROM dbo.LT_P2_RUN WHERE state NOT IN ('SETTLED', 'FAILED', 'CANCELLED')"""),
            new Question(
                    "previews",
                    Part.DELTA,
                    "SELECT COUNT(*) FROM dbo.LT_P2_PREVIEW WHERE state NOT IN ('READY', 'FAILED')"),
            new Question(
                    "events of delta-service",
                    Part.DELTA,
                    "SELECT COUNT(*) FROM dbo.LT_P2_OUTBOX WHERE published_at IS NULL"),
            new Question(
                    "runs of the connector",
                    Part.CONNECTOR,
                    "SELECT COUNT(*) FROM connector.run WHERE state <> 'CLOSED'"),
            new Question("work rows of the connector", Part.CONNECTOR, """
                    SELECT COUNT(*) FROM connector.tag_change WHERE state NOT IN ('SETTLED', 'EMPTY')"""),
            new Question(
                    "events of the connector",
                    Part.CONNECTOR,
                    "SELECT COUNT(*) FROM connector.outbox WHERE published_at IS NULL"),
            new Question(
                    "mails",
                    Part.NOTIFICATION,
                    "SELECT COUNT(*) FROM notification.mail WHERE state IN ('WAITING', 'SENDING')"));
    private static final String TOLD =
            "SELECT COUNT(*) FROM scheduler.outbox WHERE topic IN ('datasync.run-finished.v1', 'datasync.run-held.v1')";
    private static final String HEARD =
            "SELECT COUNT(*) FROM notification.notice WHERE kind IN ('RUN_FINISHED', 'RUN_HELD')";

    private final Queries queries;

    Quiescence(Queries queries) {
        this.queries = queries;
    }

    /**
     * @param meanwhile done again and again: decides what waits for a decision
     * @return what is still under way after a generous time; nothing if all is quiet
     */
    Map<String, Long> await(Runnable meanwhile) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            Map<String, Long> left = look();
            if (left.isEmpty() || System.nanoTime() - deadline > 0) {
                return left;
            }
            meanwhile.run();
            LockSupport.parkNanos(INTERVAL);
        }
    }

    private Map<String, Long> look() {
        var left = new LinkedHashMap<String, Long>();
        try {
            for (Question question : QUESTIONS) {
                left.put(question.what, queries.number(question.database, question.sql));
            }
            left.put("summaries", queries.number(Part.SCHEDULER, TOLD) - queries.number(Part.NOTIFICATION, HEARD));
        } catch (SQLException e) {
            left.put("database: " + e.getMessage(), 1L);
        }
        return left.entrySet().stream()
                .filter(entry -> entry.getValue() != 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, LinkedHashMap::new));
    }

    private record Question(String what, Part database, String sql) {}
}
