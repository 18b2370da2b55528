package org.datasync.scheduler.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.scheduler.contention.Repeated;

/** Who did what and when. An entry becomes a fact with the transaction of what it tells. */
@ApplicationScoped
@Repeated
public class AuditLog {
    private final DataSource dataSource;
    private final Clock clock;

    AuditLog(DataSource dataSource, Clock clock) {
        this.dataSource = dataSource;
        this.clock = clock;
    }

    /**
     * @param syncId may be null
     * @param runId may be null
     * @param detail may be null; no personal data
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void add(String actor, Action action, Integer syncId, UUID runId, String detail) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "INSERT INTO scheduler.audit (at, actor, action, sync_id, run_id, detail)"
                                + " VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            statement.setString(2, actor);
            statement.setString(3, action.name());
            statement.setObject(4, syncId, Types.INTEGER);
            statement.setString(5, runId == null ? null : runId.toString());
            statement.setString(6, detail);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("an audit entry could not be written", e);
        }
    }

    /** The newest first, before an entry; of one sync or one run if they are not null. */
    @Transactional
    List<Entry> before(long id, Integer syncId, UUID runId, int limit) {
        String conditions = (syncId == null ? "" : " AND sync_id = ?") + (runId == null ? "" : " AND run_id = ?");
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT TOP (" + limit
                        + ") id, at, actor, action, sync_id, run_id, detail FROM scheduler.audit WHERE id < ?"
                        + conditions + " ORDER BY id DESC")) {
            int index = 1;
            statement.setLong(index++, id);
            if (syncId != null) {
                statement.setInt(index++, syncId);
            }
            if (runId != null) {
                statement.setString(index, runId.toString());
            }
            List<Entry> entries = new ArrayList<>();
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    entries.add(new Entry(
                            result.getLong("id"),
                            result.getObject("at", OffsetDateTime.class).toInstant(),
                            result.getString("actor"),
                            Action.valueOf(result.getString("action")),
                            result.getObject("sync_id", Integer.class),
                            result.getString("run_id"),
                            result.getString("detail")));
                }
            }
            return entries;
        } catch (SQLException e) {
            throw new IllegalStateException("audit entries could not be read", e);
        }
    }

    /** What somebody did. */
    record Entry(long id, Instant at, String actor, Action action, Integer syncId, String runId, String detail) {}

    /** What can be done. */
    public enum Action {
        SYNC_CREATED,
        SYNC_CHANGED,
        SYNC_SWITCHED_ON,
        SYNC_SWITCHED_OFF,
        SYNC_DELETED,
        TAG_RENAME_ACCEPTED,
        RUN_REQUESTED,
        RUN_CANCELLED,
        RUN_APPROVED,
        RUN_REJECTED,
        RUN_REPAIRED
    }
}
