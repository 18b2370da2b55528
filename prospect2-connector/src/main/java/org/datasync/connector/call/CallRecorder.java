package org.datasync.connector.call;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import org.datasync.connector.association.AssociationRepository;
import org.datasync.connector.call.CallResult.Failed;
import org.datasync.connector.call.CallResult.Final;
import org.datasync.connector.call.CallResult.NotDone;
import org.datasync.connector.call.CallResult.TooEarly;
import org.datasync.connector.change.Backoff;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.run.Run;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;

/** Writes down what the calls for a row came to; its twins share the outcome. */
@ApplicationScoped
class CallRecorder {
    private final Leader leader;
    private final ChangeRepository changes;
    private final AssociationRepository associations;
    private final Backoff backoff;
    private final Clock clock;

    CallRecorder(
            Leader leader, ChangeRepository changes, AssociationRepository associations, Backoff backoff, Clock clock) {
        this.leader = leader;
        this.changes = changes;
        this.associations = associations;
        this.backoff = backoff;
        this.clock = clock;
    }

    void record(TagChange change, Run run, CallResult result) {
        leader.write(connection -> {
            if (result instanceof Final end) {
                end(connection, change, run, end);
            } else if (result instanceof Failed failed) {
                failed(connection, change, failed);
            } else if (result instanceof TooEarly early) {
                changes.release(connection, change.id(), early.next());
            } else if (result instanceof NotDone notDone) {
                if (notDone.inDoubt()) {
                    changes.doubt(connection, List.of(change.id()));
                }
                changes.release(connection, change.id(), null);
            }
            return null;
        });
    }

    private void end(Connection connection, TagChange change, Run run, Final end) throws SQLException {
        changes.knownAlike(connection, change.sameness(), end.outcome(), end.reason());
        if (change.operation() == Operation.TAG && end.ids() != null) {
            associations.learn(connection, run.tagId(), change.addressKey(), end.ids(), clock.instant());
        }
        if (change.operation() == Operation.UNTAG) {
            associations.forget(connection, run.tagId(), change.addressKey());
        }
    }

    private void failed(Connection connection, TagChange change, Failed failed) throws SQLException {
        int failures = change.attempt() + 1;
        boolean last =
                backoff.isLast(failures, change.firstFailedAt()) || failed.most() > 0 && failures >= failed.most();
        if (last) {
            Outcome outcome = failed.inDoubt() || change.inDoubt() ? Outcome.UNKNOWN : Outcome.FAILED;
            changes.knownAlike(connection, change.sameness(), outcome, failed.reason());
            return;
        }
        if (failed.inDoubt()) {
            changes.doubt(connection, List.of(change.id()));
        }
        changes.retry(connection, change, backoff.next(failures), failed.reason());
    }
}
