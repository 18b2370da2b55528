package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.settlement.Settlement;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;

/** Ends batches: the rows' outcomes and the events that tell them are one transaction. */
@ApplicationScoped
class BatchSettlement {
    private final Leader leader;
    private final ChangeRepository changes;
    private final BatchRepository batches;
    private final Settlement settlement;

    BatchSettlement(Leader leader, ChangeRepository changes, BatchRepository batches, Settlement settlement) {
        this.leader = leader;
        this.changes = changes;
        this.batches = batches;
        this.settlement = settlement;
    }

    /** All rows have the same outcome. */
    void end(Batch batch, Outcome outcome, String reason) {
        leader.write(connection -> {
            List<TagChange> rows = changes.ofBatch(connection, batch.no());
            changes.settledBatch(connection, batch.no(), outcome, reason);
            tell(connection, rows, Set.of(), outcome, reason);
            batches.end(connection, batch.no());
            return null;
        });
    }

    /** All rows are done but those of the refused addresses. */
    void end(Batch batch, Set<String> refusedKeys, String reason) {
        leader.write(connection -> {
            List<TagChange> rows = changes.ofBatch(connection, batch.no());
            List<Long> refused = rows.stream()
                    .filter(row -> refusedKeys.contains(row.addressKey()))
                    .map(TagChange::id)
                    .toList();
            changes.settledInBatch(connection, refused, Outcome.REJECTED, reason);
            changes.settledBatch(connection, batch.no(), Outcome.DONE, null);
            tell(connection, rows, refusedKeys, Outcome.DONE, reason);
            batches.end(connection, batch.no());
            return null;
        });
    }

    private void tell(
            Connection connection, List<TagChange> rows, Set<String> refusedKeys, Outcome outcome, String reason)
            throws SQLException {
        // In the order of the runs, as everywhere: otherwise two transactions could wait for each other.
        Map<Long, List<Entry>> byRun = new TreeMap<>();
        for (TagChange row : rows) {
            Outcome own = refusedKeys.contains(row.addressKey()) ? Outcome.REJECTED : outcome;
            byRun.computeIfAbsent(row.runNo(), no -> new ArrayList<>()).add(Settlement.entry(row, own, reason));
        }
        for (Map.Entry<Long, List<Entry>> run : byRun.entrySet()) {
            settlement.tell(connection, run.getKey(), run.getValue(), null);
        }
    }
}
