package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/** Writes decisions on the row of the run; the worker acts on them. */
@ApplicationScoped
class Decisions {
    private static final Logger LOG = Logger.getLogger(Decisions.class);

    private final Sql sql;
    private final Outbox outbox;

    Decisions(Database database, Outbox outbox) {
        this.sql = database.sql();
        this.outbox = outbox;
    }

    void apply(Connection connection, Run run, RunDecided event) throws SQLException {
        boolean changed =
                switch (event.decision()) {
                    case APPROVED, REJECTED -> decide(connection, run, event);
                    case CANCELLED -> cancel(connection, run, event);
                    case REPUBLISH -> republish(connection, run);
                    case UNKNOWN -> false;
                };
        LOG.infof(
                "Run decided: runId=%s decision=%s state=%s effective=%s",
                event.runId(), event.decision(), run.state(), changed);
    }

    /** The first of two decisions about a held plan counts, whatever their order of arrival. */
    private boolean decide(Connection connection, Run run, RunDecided event) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET decision = ?, decision_no = ?, decided_by = ? WHERE run_no = ?"
                                + " AND (decision_no IS NULL OR decision_no > ?)"
                                + " AND state IN ('WAITING', 'GENERATING', 'HELD')",
                        event.decision().name(),
                        event.decisionNo(),
                        event.by(),
                        run.runNo(),
                        event.decisionNo())
                == 1;
    }

    private boolean cancel(Connection connection, Run run, RunDecided event) throws SQLException {
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET cancel_by = ?, next_attempt_at = NULL WHERE run_no = ?"
                                + " AND cancel_by IS NULL AND state IN ('WAITING', 'GENERATING', 'HELD',"
                                + " 'APPROVED', 'REGENERATING', 'PUBLISHING')",
                        event.by(),
                        run.runNo())
                == 1;
    }

    private boolean republish(Connection connection, Run run) throws SQLException {
        if (run.state() == RunState.HELD || run.state().isEnded()) {
            return outbox.republish(run.runId(), DeltaComputed.TOPIC) > 0;
        }
        return sql.execute(
                        connection,
                        "UPDATE {p2}RUN SET republish = 'Y', republished_through = first_sequence"
                                + " WHERE run_no = ? AND state IN ('PUBLISHING', 'SETTLING')",
                        run.runNo())
                == 1;
    }
}
