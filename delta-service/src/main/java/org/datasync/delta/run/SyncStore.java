package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** The syncs that have a baseline here. The row of a deleted sync stays, so that nothing brings it back. */
@ApplicationScoped
class SyncStore {
    private static final int STEP = 4_000;

    private final Sql sql;
    private final Clock clock;

    SyncStore(Database database, Clock clock) {
        this.sql = database.sql();
        this.clock = clock;
    }

    /** Notes which tag and list the sync uses; false if the sync is deleted. */
    boolean uses(Connection connection, SyncRequested request) throws SQLException {
        if (isDeleted(connection, request.syncId())) {
            return false;
        }
        Instant now = clock.instant();
        String tag = request.definition().tag().id();
        int listNo = request.definition().listNo();
        int known = sql.execute(
                connection,
                "UPDATE {p2}SYNC SET tag_id = ?, list_no = ?, updated_at = ? WHERE sync_id = ?",
                tag,
                listNo,
                now,
                request.syncId());
        if (known == 0) {
            sql.execute(
                    connection,
                    "INSERT INTO {p2}SYNC (sync_id, tag_id, list_no, updated_at) VALUES (?, ?, ?, ?)",
                    request.syncId(),
                    tag,
                    listNo,
                    now);
        }
        return true;
    }

    boolean isDeleted(Connection connection, int syncId) throws SQLException {
        return sql.number(
                        connection,
                        "SELECT COUNT(*) FROM {p2}SYNC WHERE sync_id = ? AND deleted_at IS NOT NULL",
                        syncId)
                > 0;
    }

    void delete(Connection connection, int syncId) throws SQLException {
        Instant now = clock.instant();
        int known = sql.execute(
                connection,
                "UPDATE {p2}SYNC SET deleted_at = COALESCE(deleted_at, ?), updated_at = ? WHERE sync_id = ?",
                now,
                now,
                syncId);
        if (known == 0) {
            sql.execute(
                    connection,
                    "INSERT INTO {p2}SYNC (sync_id, tag_id, list_no, deleted_at, updated_at) VALUES (?, '', 0, ?, ?)",
                    syncId,
                    now,
                    now);
        }
    }

    /** Deleted syncs whose baseline is still there and that have no active run. */
    List<Integer> toPurge(Connection connection) throws SQLException {
        return sql.query(
                connection,
                "SELECT TOP (10) y.sync_id FROM {p2}SYNC y WHERE y.deleted_at IS NOT NULL AND y.purged_at IS NULL"
                        + " AND NOT EXISTS (SELECT 1 FROM {p2}RUN r WHERE r.sync_id = y.sync_id AND r.state IN ("
                        + RunState.active() + ")) ORDER BY y.sync_id",
                Sql.list(row -> row.getInt(1)));
    }

    /** One step of forgetting a deleted sync. */
    void purge(Connection connection, int syncId) throws SQLException {
        int rows = 0;
        for (String table : List.of("{p2}ADDRESS", "{p2}DUE", "{contents}")) {
            List<Long> ids = sql.query(
                    connection,
                    "SELECT TOP (" + STEP + ") t.id FROM " + table + " t WHERE t.sync_id = ? ORDER BY t.customer_no",
                    Sql.list(row -> row.getLong(1)),
                    syncId);
            if (!ids.isEmpty()) {
                rows += sql.with("ids", ids).execute(connection, "DELETE FROM " + table + " WHERE id IN ({ids})");
            }
        }
        if (rows == 0) {
            sql.execute(connection, "UPDATE {p2}SYNC SET purged_at = ? WHERE sync_id = ?", clock.instant(), syncId);
        }
    }
}
