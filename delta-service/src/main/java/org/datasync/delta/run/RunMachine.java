package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.plan.PlanException;
import org.datasync.delta.tessitura.GenerationException;
import org.jboss.logging.Logger;

/**
 * Takes a run one step further. A change of state and the event that tells it are one transaction; whatever a step did
 * before, a repeated step does again from the start.
 */
@ApplicationScoped
class RunMachine {
    private static final Logger LOG = Logger.getLogger(RunMachine.class);
    private static final String SYSTEM = "system";
    private static final String CANCELLED = "CANCELLED";

    private final RunStore runs;
    private final SyncStore syncs;
    private final Leadership leader;
    private final RunPlanning planning;
    private final RunPublishing publishing;
    private final RunEnds ends;
    private final Clock clock;
    private final DeltaConfig config;

    RunMachine(
            RunStore runs,
            SyncStore syncs,
            Leadership leader,
            RunPlanning planning,
            RunPublishing publishing,
            RunEnds ends,
            Clock clock,
            DeltaConfig config) {
        this.runs = runs;
        this.syncs = syncs;
        this.leader = leader;
        this.planning = planning;
        this.publishing = publishing;
        this.ends = ends;
        this.clock = clock;
        this.config = config;
    }

    /**
     * Gives waiting runs their turn. Called by one thread only, so that two runs do not get it at once.
     *
     * @return whether a step can be taken now
     */
    boolean isReady(Run run) {
        if (canStep(run)) {
            return true;
        }
        if (run.isDue(clock.instant()) && (run.state() == RunState.WAITING || run.state() == RunState.APPROVED)) {
            giveTurn(run);
        }
        return false;
    }

    /** Whether there is something to do for the run besides waiting. */
    boolean canStep(Run run) {
        boolean cancelled = run.cancelBy().isPresent();
        return run.isDue(clock.instant())
                && switch (run.state()) {
                    case WAITING, APPROVED -> cancelled;
                    case GENERATING, REGENERATING, PUBLISHING -> true;
                    case HELD -> cancelled || run.decision().isPresent();
                    case SETTLING -> run.republish();
                    case SETTLED, FAILED, CANCELLED -> false;
                };
    }

    /** Takes a step. */
    void step(Run run) throws Exception {
        try {
            switch (run.state()) {
                case WAITING, APPROVED -> ends.discard(run, CANCELLED, null);
                case GENERATING, REGENERATING -> plan(run);
                case HELD -> decide(run);
                case PUBLISHING -> publishing.publish(run);
                case SETTLING -> publishing.republish(run);
                case SETTLED, FAILED, CANCELLED -> {}
            }
        } catch (GenerationException e) {
            LOG.warnf(e, "List not generated: runId=%s listNo=%d", run.runId(), run.listNo());
            ends.fail(run, e.code(), e.getMessage());
        } catch (PlanException e) {
            LOG.warnf(e, "Run not planned: runId=%s listNo=%d", run.runId(), run.listNo());
            ends.fail(run, e.code(), e.getMessage());
        }
    }

    /** After a step that threw: a run that cannot be planned fails in the end, one that is published never does. */
    void failed(Run run) {
        boolean planning = run.state() == RunState.GENERATING || run.state() == RunState.REGENERATING;
        if (planning && run.attempt() + 1 >= config.attempts()) {
            ends.fail(
                    run, "PLAN_FAILED", "The database refused a statement of the plan: see the log of delta-service.");
            return;
        }
        leader.call(connection -> {
            runs.putOff(connection, run, clock.instant().plus(config.attemptPause()));
            return null;
        });
    }

    private void giveTurn(Run run) {
        boolean deleted = leader.call(connection -> {
            if (run.state() == RunState.WAITING && syncs.isDeleted(connection, run.syncId())) {
                return true;
            }
            if (runs.isTurn(connection, run)) {
                RunState next = run.state() == RunState.WAITING ? RunState.GENERATING : RunState.REGENERATING;
                if (runs.move(connection, run, next)) {
                    LOG.infof("Run starts: runId=%s syncId=%d state=%s", run.runId(), run.syncId(), next);
                }
            }
            return false;
        });
        if (deleted) {
            ends.discard(run, "SYNC_DELETED", null);
        }
    }

    private void plan(Run run) throws GenerationException, InterruptedException {
        if (run.cancelBy().isPresent()) {
            ends.discard(run, CANCELLED, null);
        } else if (run.state() == RunState.GENERATING) {
            planning.compute(run);
        } else {
            planning.lookAgain(run);
        }
    }

    private void decide(Run run) {
        if (run.cancelBy().isPresent()) {
            ends.discard(run, SYSTEM.equals(run.cancelBy().get()) ? "NOT_DECIDED" : CANCELLED, null);
        } else if (run.decision().equals(Optional.of(Decision.REJECTED))) {
            ends.discard(run, SYSTEM.equals(run.decidedBy()) ? "NOT_DECIDED" : "REJECTED", null);
        } else {
            leader.call(connection -> runs.move(connection, run, RunState.APPROVED));
        }
    }
}
