package org.datasync.delta.resync;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.datasync.delta.database.Sql;

/**
 * Whom Tessitura's audit says to have changed, with a number of our own that rises: the audit has no key and its times
 * are wall-clock times, so that in autumn an hour comes twice. Reading goes back behind what was read before; what is
 * known already is not taken again.
 */
public final class ChangeLog {
    private static final int ONLY = 1;

    private final Sql sql;
    private final List<String> ignoredTables;
    private final Duration overlap;
    private final boolean membershipAudit;

    /** @param ignoredTables whose audit rows do not count */
    public ChangeLog(Sql sql, List<String> ignoredTables, Duration overlap, boolean membershipAudit) {
        this.sql = sql.fragment(
                "ignored",
                ignoredTables.isEmpty()
                        ? "''"
                        : String.join(", ", ignoredTables.stream().map(t -> "?").toList()));
        this.ignoredTables = ignoredTables.stream()
                .map(table -> table.strip().toUpperCase(Locale.ROOT))
                .collect(Collectors.toList());
        this.overlap = overlap;
        this.membershipAudit = membershipAudit;
    }

    /**
     * Takes over what the audit has got.
     *
     * @param now the database's clock
     */
    public void read(Connection connection, LocalDateTime now) throws SQLException {
        LocalDateTime before = sql.query(
                connection,
                "SELECT read_through FROM {p2}CHANGE_READ WHERE id = " + ONLY,
                result -> result.next() ? result.getObject(1, LocalDateTime.class) : null);
        LocalDateTime from = (before == null ? now : before).minus(overlap);
        List<Object> parameters = new ArrayList<>(List.of(from));
        parameters.addAll(ignoredTables);
        sql.update(connection, "change/read-audit", parameters.toArray());
        if (membershipAudit) {
            sql.update(connection, "change/read-membership", from);
        }
        if (before == null) {
            sql.execute(connection, "INSERT INTO {p2}CHANGE_READ (id, read_through) VALUES (" + ONLY + ", ?)", now);
        } else if (now.isAfter(before) || now.isBefore(before.minus(overlap))) {
            sql.execute(connection, "UPDATE {p2}CHANGE_READ SET read_through = ? WHERE id = " + ONLY, now);
        }
    }

    /** What a run of this sync has to look at. A sync that never looked starts now. */
    public Window window(Connection connection, int syncId) throws SQLException {
        long through = sql.number(connection, "SELECT COALESCE(MAX(id), 0) FROM {p2}CHANGE");
        long since = sql.number(
                connection, "SELECT COALESCE(MAX(change_no), " + through + ") FROM {p2}SYNC WHERE sync_id = ?", syncId);
        // Where all changes are forgotten none has a number; what comes has a higher one.
        return new Window(since, Math.max(since, through));
    }

    /** With the transaction that stores the plan: what it found changed is due, and will not be found again. */
    public void mark(Connection connection, long runNo, int syncId, Window window) throws SQLException {
        sql.with("run", runNo).with("sync", syncId).update(connection, "change/mark");
        sql.execute(connection, "UPDATE {p2}SYNC SET change_no = ? WHERE sync_id = ?", window.through(), syncId);
    }

    /**
     * Numbers of changes.
     *
     * @param since not included
     * @param through included
     */
    public record Window(long since, long through) {}
}
