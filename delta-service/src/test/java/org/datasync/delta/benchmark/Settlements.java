package org.datasync.delta.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.sandbox.database.DatabaseServer;

/** The connector's part: every address operation of a run is done, told by events of 500. */
final class Settlements {
    private final ServiceBench.FirstRun run;
    private final Consumer<TagChangesSettled> send;

    Settlements(ServiceBench.FirstRun run, Consumer<TagChangesSettled> send) {
        this.run = run;
        this.send = send;
    }

    void report(String database, int port) {
        try (Connection connection = DriverManager.getConnection(
                        DatabaseServer.url(port, database), DatabaseServer.USER, DatabaseServer.PASSWORD);
                PreparedStatement select = connection.prepareStatement("SELECT TOP (" + TagChangesSettled.MAX_ENTRIES
                        + ") x.sequence, x.address_no FROM dbo.LT_P2_PLAN_ADDRESS x WHERE (x.sequence > ?"
                        + " OR (x.sequence = ? AND x.address_no > ?)) AND x.sequence >= ?"
                        + " AND CASE WHEN x.run_no = " + run.runNo() + " THEN 1 ELSE 0 END = 1"
                        + " ORDER BY x.sequence, x.address_no")) {
            List<Entry> entries = entries(select, 0, 0);
            for (int settlementNo = 1; !entries.isEmpty(); settlementNo++) {
                send.accept(new TagChangesSettled(
                        run.request().runId(), run.request().syncId(), settlementNo, entries, null, Instant.now()));
                Entry last = entries.get(entries.size() - 1);
                entries = entries(select, last.sequence(), last.addressNo());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Entry> entries(PreparedStatement select, long sequence, int addressNo) throws SQLException {
        select.setLong(1, sequence);
        select.setLong(2, sequence);
        select.setInt(3, addressNo);
        select.setLong(4, sequence);
        try (ResultSet rows = select.executeQuery()) {
            List<Entry> entries = new ArrayList<>();
            while (rows.next()) {
                entries.add(new Entry(rows.getLong(1), rows.getInt(2), Operation.TAG, Outcome.DONE, null, null));
            }
            return entries;
        }
    }
}
