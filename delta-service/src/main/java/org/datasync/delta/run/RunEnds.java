package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Ends runs of which nothing was published. */
@ApplicationScoped
class RunEnds {
    private static final Logger LOG = Logger.getLogger(RunEnds.class);

    private final RunStore runs;
    private final Leadership leader;
    private final RunEvents events;

    RunEnds(RunStore runs, Leadership leader, RunEvents events) {
        this.runs = runs;
        this.leader = leader;
        this.events = events;
    }

    /** A run that was held before has told so already: then only CANCELLED can follow. */
    void fail(Run run, String reason, String detail) {
        if (run.held()) {
            discard(run, reason, detail);
            return;
        }
        leader.call(connection -> {
            if (runs.end(connection, run, RunState.FAILED, reason, detail)) {
                events.failed(run, reason, detail);
                LOG.infof("Run failed: runId=%s syncId=%d reason=%s", run.runId(), run.syncId(), reason);
            }
            return null;
        });
    }

    void discard(Run run, String reason, String detail) {
        leader.call(connection -> {
            if (runs.end(connection, run, RunState.CANCELLED, reason, detail)) {
                events.discarded(run, reason, detail);
                LOG.infof("Run cancelled: runId=%s syncId=%d reason=%s", run.runId(), run.syncId(), reason);
            }
            return null;
        });
    }
}
