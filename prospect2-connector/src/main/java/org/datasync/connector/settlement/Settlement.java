package org.datasync.connector.settlement;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.database.Sql;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.contracts.tagging.v1.TagChangesSettled.RunFailure;
import org.datasync.platform.outbox.Outbox;

/** Tells outcomes: the event, its number and the counts of the run are part of the caller's transaction. */
@ApplicationScoped
public class Settlement {
    private final Outbox outbox;
    private final Clock clock;
    private final MeterRegistry meters;

    Settlement(Outbox outbox, Clock clock, MeterRegistry meters) {
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Appends the events of rows of one run that the caller has just marked as settled.
     *
     * @param failure beside the entries of the first event; null for none
     */
    public void tell(Connection connection, long runNo, List<Entry> entries, RunFailure failure) throws SQLException {
        Sql.update(
                connection,
                "UPDATE connector.run SET settled_rows = settled_rows + ? WHERE run_no = ?",
                entries.size(),
                runNo);
        Numbering numbering = Sql.first(
                        connection,
                        "SELECT run_id, sync_id, last_settlement_no FROM connector.run WHERE run_no = ?",
                        row -> new Numbering(UUID.fromString(row.getString(1)), row.getInt(2), row.getInt(3)),
                        runNo)
                .orElseThrow();
        int number = numbering.last;
        int from = 0;
        do {
            int to = Math.min(from + TagChangesSettled.MAX_ENTRIES, entries.size());
            outbox.append(
                    new TagChangesSettled(
                            numbering.runId,
                            numbering.syncId,
                            ++number,
                            entries.subList(from, to),
                            from == 0 ? failure : null,
                            clock.instant()),
                    numbering.runId);
            from = to;
        } while (from < entries.size());
        Sql.update(connection, "UPDATE connector.run SET last_settlement_no = ? WHERE run_no = ?", number, runNo);
        count(entries);
    }

    public static Entry entry(TagChange change, Outcome outcome, String reason) {
        return new Entry(
                change.sequence(),
                change.addressNo(),
                change.operation(),
                outcome,
                outcome == Outcome.DONE ? null : reason,
                change.constituentNo());
    }

    private void count(List<Entry> entries) {
        for (Entry entry : entries) {
            meters.counter(
                            "datasync.change.settled",
                            "operation",
                            entry.operation().name(),
                            "outcome",
                            entry.outcome().name())
                    .increment();
        }
    }

    private record Numbering(UUID runId, int syncId, int last) {}
}
