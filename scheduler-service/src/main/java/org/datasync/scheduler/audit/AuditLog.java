package org.datasync.scheduler.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;

/** Who did what and when. An entry becomes a fact with the transaction of what it tells. */
@ApplicationScoped
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
