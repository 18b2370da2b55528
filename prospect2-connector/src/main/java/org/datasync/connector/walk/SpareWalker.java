package org.datasync.connector.walk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Use;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Prospect2.Page;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TagView;
import org.datasync.connector.prospect2.TaggedContact;

/**
 * Learns the ids of tags that bulk imports have added, while the account has nothing else to do. Worth it when more
 * contacts were added since the last walk than the tag has pages: each learned id saves a later removal one request.
 */
@ApplicationScoped
class SpareWalker {
    private final Prospect2 prospect2;
    private final Leader leader;
    private final Transactions transactions;
    private final WalkPage page;
    private final ConnectorConfig config;
    private final Clock clock;
    private Walk walk;
    private Instant nextStep = Instant.MIN;

    SpareWalker(
            Prospect2 prospect2,
            Leader leader,
            Transactions transactions,
            WalkPage page,
            ConnectorConfig config,
            Clock clock) {
        this.prospect2 = prospect2;
        this.leader = leader;
        this.transactions = transactions;
        this.page = page;
        this.config = config;
        this.clock = clock;
    }

    /** At most one page: before the next one, the caller looks whether there is work. */
    void step() throws InterruptedException {
        Instant now = clock.instant();
        if (!config.walks().spare() || now.isBefore(nextStep)) {
            return;
        }
        if (walk == null) {
            nextStep = now.plus(config.walks().considered());
            consider();
        }
        if (walk != null) {
            nextStep = now.plus(config.walks().sparePause());
            walkOn();
        }
    }

    private void consider() throws InterruptedException {
        Optional<Walk> unfinished = transactions.read(SpareWalker::unfinished);
        if (unfinished.isPresent()) {
            walk = unfinished.get();
            return;
        }
        for (Candidate candidate : transactions.read(SpareWalker::candidates)) {
            Reply<TagView> tag = prospect2.tag(candidate.tagId);
            if (tag instanceof Reply.Applied<TagView> found
                    && found.value().contacts() != TagView.NOT_KNOWN
                    && candidate.added > found.value().contacts() / Prospect2.PAGE) {
                leader.write(connection -> start(connection, candidate.tagId));
                walk = new Walk(candidate.tagId, 0, Long.MAX_VALUE);
                return;
            }
        }
    }

    private void walkOn() throws InterruptedException {
        Reply<Page<TaggedContact>> reply = prospect2.walk(Use.SPARE, walk.tagId, walk.position);
        if (!(reply instanceof Reply.Applied<Page<TaggedContact>> answer)) {
            return;
        }
        List<TaggedContact> contacts = answer.value().items();
        boolean more = answer.value().more();
        long position = contacts.isEmpty()
                ? walk.position
                : contacts.get(contacts.size() - 1).id();
        leader.write(connection -> {
            page.learn(connection, walk.tagId, contacts, List.of());
            return Sql.update(
                    connection,
                    "UPDATE connector.walk SET position = ?, finished_at = ? WHERE tag_id = ?",
                    position,
                    more ? null : clock.instant(),
                    walk.tagId);
        });
        walk.position = position;
        if (!more) {
            walk = null;
        }
    }

    private int start(Connection connection, String tagId) throws SQLException {
        Instant now = clock.instant();
        int updated = Sql.update(
                connection,
                "UPDATE connector.walk SET position = 0, started_at = ?, finished_at = NULL WHERE tag_id = ?",
                now,
                tagId);
        return updated > 0
                ? updated
                : Sql.update(
                        connection,
                        "INSERT INTO connector.walk (tag_id, position, started_at) VALUES (?, 0, ?)",
                        tagId,
                        now);
    }

    private static Optional<Walk> unfinished(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "SELECT TOP (1) tag_id, position FROM connector.walk WHERE finished_at IS NULL ORDER BY started_at",
                row -> new Walk(row.getString(1), row.getLong(2), Long.MAX_VALUE));
    }

    /** Tags to which runs have added since the last walk, the most first. */
    private static List<Candidate> candidates(Connection connection) throws SQLException {
        return Sql.list(connection, """
                SELECT TOP (20) r.tag_id, SUM(r.received_added + r.received_changed) AS added
                FROM connector.run r
                WHERE r.state = 'CLOSED' AND r.tag_id IS NOT NULL AND NOT EXISTS
                  (SELECT 1 FROM connector.walk w WHERE w.tag_id = r.tag_id AND w.started_at > r.closed_at)
                GROUP BY r.tag_id
                HAVING SUM(r.received_added + r.received_changed) > 0
                ORDER BY added DESC
                """, row -> new Candidate(row.getString(1), row.getLong(2)));
    }

    private record Candidate(String tagId, long added) {}
}
