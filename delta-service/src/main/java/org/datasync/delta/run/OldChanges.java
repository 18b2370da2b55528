package org.datasync.delta.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Sql;

/**
 * Forgets changes of long ago. A sync that did not look at them in all that time, for example because it is OFF, keeps
 * what it needs of them: who of its baseline is due. So its next run misses nothing, however long the pause was, and
 * the changes do not pile up meanwhile.
 */
final class OldChanges {
    private static final int STEP = 4_000;

    private final Sql sql;
    private final Duration kept;

    OldChanges(Sql sql, DeltaConfig config) {
        this.sql = sql.fragment("due.table", "DUE")
                .fragment("due.owner", "sync_id")
                .fragment("due.no", "{sync}")
                .fragment("active", RunState.active());
        Duration retention = config.retention().changes();
        Duration overlap = config.changes().overlap();
        // What will be read again has to be known as long.
        this.kept = retention.compareTo(overlap) > 0 ? retention : overlap;
    }

    /** Takes a small step in the caller's transaction. Returns 0 if there is nothing more to do. */
    int forget(Connection connection) throws SQLException {
        LocalDateTime read = sql.query(
                connection,
                "SELECT MAX(read_through) FROM {p2}CHANGE_READ",
                result -> result.next() ? result.getObject(1, LocalDateTime.class) : null);
        if (read == null) {
            return 0;
        }
        LocalDateTime before = read.minus(kept);
        long through =
                sql.number(connection, "SELECT COALESCE(MAX(id), 0) FROM {p2}CHANGE WHERE changed_dt < ?", before);
        Optional<Behind> behind = behind(connection, through);
        if (behind.isPresent()) {
            keepDue(connection, behind.get(), through);
            return 1;
        }
        return sql.execute(
                connection,
                "DELETE TOP (" + STEP + ") FROM {p2}CHANGE WHERE id <= (SELECT COALESCE(MIN(y.change_no), ?)"
                        + " FROM {p2}SYNC y WHERE y.deleted_at IS NULL) AND id <= ? AND changed_dt < ?",
                through,
                through,
                before);
    }

    /** A run that is active looks by itself. */
    private Optional<Behind> behind(Connection connection, long through) throws SQLException {
        return sql
                .query(
                        connection,
                        "SELECT TOP (1) y.sync_id, y.change_no FROM {p2}SYNC y WHERE y.deleted_at IS NULL"
                                + " AND y.change_no < ? AND NOT EXISTS (SELECT 1 FROM {p2}RUN r"
                                + " WHERE r.sync_id = y.sync_id AND r.state IN ({active})) ORDER BY y.change_no",
                        Sql.list(row -> new Behind(row.getInt(1), row.getLong(2))),
                        through)
                .stream()
                .findFirst();
    }

    private void keepDue(Connection connection, Behind sync, long through) throws SQLException {
        long next = sql.number(
                connection,
                "SELECT COALESCE(MAX(c.id), ?) FROM (SELECT TOP (" + STEP + ") id FROM {p2}CHANGE WHERE id > ?"
                        + " AND id <= ? ORDER BY id) c",
                through,
                sync.since,
                through);
        sql.with("sync", sync.syncId)
                .with("since", sync.since)
                .with("through", next)
                .update(connection, "plan/due-since");
        sql.execute(
                connection,
                "UPDATE {p2}SYNC SET change_no = ? WHERE sync_id = ? AND change_no = ?",
                next,
                sync.syncId,
                sync.since);
    }

    /** A sync, and the number of the last change it looked at. */
    private record Behind(int syncId, long since) {}
}
