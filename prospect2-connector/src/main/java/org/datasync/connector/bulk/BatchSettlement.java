package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datasync.connector.association.AssociationRepository;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.settlement.Settlement;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;

/** Ends batches: the rows' outcomes and the events that tell them are one transaction. */
@ApplicationScoped
class BatchSettlement {
    private static final int KEYS_PER_STATEMENT = 500;

    private final Leader leader;
    private final ChangeRepository changes;
    private final BatchRepository batches;
    private final Settlement settlement;
    private final AssociationRepository associations;

    BatchSettlement(
            Leader leader,
            ChangeRepository changes,
            BatchRepository batches,
            Settlement settlement,
            AssociationRepository associations) {
        this.leader = leader;
        this.changes = changes;
        this.batches = batches;
        this.settlement = settlement;
        this.associations = associations;
    }

    /** All rows have the same outcome. */
    void end(Batch batch, Outcome outcome, String reason) {
        leader.write(connection -> {
            List<TagChange> rows = changes.ofBatch(connection, batch.no());
            changes.settledBatch(connection, batch.no(), outcome, reason);
            tell(connection, rows, Map.of(), outcome, reason);
            batches.end(connection, batch.no());
            return null;
        });
    }

    /** All rows of these batches are done: one transaction for all, each costs the database as much as its rows. */
    void endDone(List<Batch> done) {
        if (done.isEmpty()) {
            return;
        }
        leader.write(connection -> {
            List<TagChange> rows = new ArrayList<>();
            for (Batch batch : done) {
                rows.addAll(changes.ofBatch(connection, batch.no()));
                changes.settledBatch(connection, batch.no(), Outcome.DONE, null);
                batches.end(connection, batch.no());
            }
            tell(connection, rows, Map.of(), Outcome.DONE, null);
            return null;
        });
    }

    /** All rows are done but those of the refused addresses, which come with their reasons. */
    void end(Batch batch, Map<String, String> refused) {
        leader.write(connection -> {
            List<TagChange> rows = changes.ofBatch(connection, batch.no());
            for (TagChange row : rows) {
                String reason = refused.get(row.addressKey());
                if (reason != null) {
                    changes.settledInBatch(connection, List.of(row.id()), Outcome.REJECTED, reason);
                }
            }
            changes.settledBatch(connection, batch.no(), Outcome.DONE, null);
            tell(connection, rows, refused, Outcome.DONE, null);
            batches.end(connection, batch.no());
            return null;
        });
    }

    /** The rows of these addresses wait in a batch of their own; all others are done. */
    void setAside(Batch batch, List<Member> suspects, Instant next) {
        leader.write(connection -> {
            long aside = batches.insertSuspects(connection, batch, suspects.size(), next);
            changes.rebatch(connection, Member.rows(suspects), aside);
            List<TagChange> rows = changes.ofBatch(connection, batch.no());
            changes.settledBatch(connection, batch.no(), Outcome.DONE, null);
            tell(connection, rows, Map.of(), Outcome.DONE, null);
            batches.end(connection, batch.no());
            return null;
        });
    }

    /**
     * A contact that was renamed takes its association along, and the import makes another contact of the old address:
     * the stored id would take the tag from the wrong one.
     */
    private void forgetIds(Connection connection, List<TagChange> rows) throws SQLException {
        Map<Long, List<String>> keys = new TreeMap<>();
        for (TagChange row : rows) {
            if (row.operation() == Operation.TAG) {
                keys.computeIfAbsent(row.runNo(), no -> new ArrayList<>()).add(row.addressKey());
            }
        }
        for (Map.Entry<Long, List<String>> run : keys.entrySet()) {
            for (int from = 0; from < run.getValue().size(); from += KEYS_PER_STATEMENT) {
                int to = Math.min(from + KEYS_PER_STATEMENT, run.getValue().size());
                associations.forgetAll(connection, run.getKey(), run.getValue().subList(from, to));
            }
        }
    }

    private void tell(
            Connection connection, List<TagChange> rows, Map<String, String> refused, Outcome outcome, String reason)
            throws SQLException {
        // In the order of the runs, as everywhere: otherwise two transactions could wait for each other.
        Map<Long, List<Entry>> byRun = new TreeMap<>();
        for (TagChange row : rows) {
            String refusal = refused.get(row.addressKey());
            byRun.computeIfAbsent(row.runNo(), no -> new ArrayList<>())
                    .add(
                            refusal == null
                                    ? Settlement.entry(row, outcome, reason)
                                    : Settlement.entry(row, Outcome.REJECTED, refusal));
        }
        forgetIds(connection, rows);
        for (Map.Entry<Long, List<Entry>> run : byRun.entrySet()) {
            settlement.tell(connection, run.getKey(), run.getValue(), null);
        }
    }
}
