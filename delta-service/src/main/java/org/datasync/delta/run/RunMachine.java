package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.delta.plan.GuardVerdict;
import org.datasync.delta.plan.PlanException;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.delta.resync.Changes;
import org.datasync.delta.tessitura.EligibilityReader;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.OutputSetReader;
import org.datasync.platform.outbox.Outbox;
import org.jboss.logging.Logger;

/**
 * Takes a run one step further. A change of state and the event that tells it are one transaction; whatever a step did
 * before, a repeated step does again from the start.
 */
@ApplicationScoped
class RunMachine {
    private static final Logger LOG = Logger.getLogger(RunMachine.class);
    private static final int PLANS = 3;
    private static final String SYSTEM = "system";
    private static final String CANCELLED = "CANCELLED";

    private final Sql sql;
    private final RunStore runs;
    private final SyncStore syncs;
    private final Leadership leader;
    private final ListCheck check;
    private final ListCopy copies;
    private final EligibilityReader eligibility;
    private final Changes changes;
    private final OutputSetReader outputSets;
    private final Planner planner;
    private final PlanPublisher publisher;
    private final Settlement settlement;
    private final SettlementIntake settlements;
    private final EarlyRecords early;
    private final RunEvents events;
    private final Outbox outbox;
    private final Clock clock;
    private final DeltaConfig config;

    RunMachine(
            Database database,
            RunStore runs,
            SyncStore syncs,
            Leadership leader,
            ListCheck check,
            ListCopy copies,
            EligibilityReader eligibility,
            Changes changes,
            OutputSetReader outputSets,
            PlanPublisher publisher,
            SettlementIntake settlements,
            EarlyRecords early,
            RunEvents events,
            Outbox outbox,
            Clock clock,
            DeltaConfig config) {
        this.sql = database.sql();
        this.runs = runs;
        this.syncs = syncs;
        this.leader = leader;
        this.check = check;
        this.copies = copies;
        this.eligibility = eligibility;
        this.changes = changes;
        this.outputSets = outputSets;
        this.planner = new Planner(sql, leader);
        this.publisher = publisher;
        this.settlement = new Settlement(sql);
        this.settlements = settlements;
        this.early = early;
        this.events = events;
        this.outbox = outbox;
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
                case WAITING, APPROVED -> discard(run, CANCELLED, null);
                case GENERATING -> compute(run);
                case HELD -> decide(run);
                case REGENERATING -> lookAgain(run);
                case PUBLISHING -> publish(run);
                case SETTLING -> republish(run);
                case SETTLED, FAILED, CANCELLED -> {}
            }
        } catch (GenerationException e) {
            LOG.warnf(e, "List not generated: runId=%s listNo=%d", run.runId(), listNo(run));
            fail(run, e.code(), e.getMessage());
        } catch (PlanException e) {
            LOG.warnf(e, "Run not planned: runId=%s listNo=%d", run.runId(), listNo(run));
            fail(run, e.code(), e.getMessage());
        }
    }

    /** After a step that threw: a run that cannot be planned fails in the end, one that is published never does. */
    void failed(Run run, Exception cause) {
        boolean planning = run.state() == RunState.GENERATING || run.state() == RunState.REGENERATING;
        if (planning && run.attempt() + 1 >= config.attempts()) {
            fail(run, "PLAN_FAILED", "The database refused a statement of the plan: see the log of delta-service.");
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
            discard(run, "SYNC_DELETED", null);
        }
    }

    private void compute(Run run) throws GenerationException, InterruptedException {
        if (run.cancelBy().isPresent()) {
            discard(run, CANCELLED, null);
            return;
        }
        if (!copied(run)) {
            return;
        }
        PlanInput input = null;
        PlanResult plan = null;
        for (int attempt = 1; attempt <= PLANS && (plan == null || !plan.balanced()); attempt++) {
            input = input(run);
            plan = planner.plan(input);
        }
        if (!plan.balanced()) {
            LOG.errorf(
                    "Books do not balance: runId=%s counts=%s planned=%s", run.runId(), plan.counts(), plan.planned());
            fail(run, "BOOKS_DO_NOT_BALANCE", "The counts of the plan contradict each other; nothing was sent.");
            return;
        }
        Optional<GuardVerdict> verdict = GuardVerdict.of(
                run.request().definition().guard(),
                plan.counts(),
                plan.losing(),
                untags(run),
                run.request().firstRun());
        if (verdict.isPresent()) {
            hold(run, input, plan, verdict.get());
        } else {
            start(run, input, plan);
        }
    }

    private boolean copied(Run run) throws GenerationException, InterruptedException {
        if (run.request().trigger() == Trigger.DELETION) {
            copies.takeNobody(run.runNo());
            return true;
        }
        Optional<ListCheck.Obstacle> obstacle = check.obstacle(run.request().definition());
        if (obstacle.isPresent()) {
            fail(run, obstacle.get().code(), obstacle.get().detail());
            return false;
        }
        Optional<Instant> later = copies.take(run.runNo(), listNo(run));
        later.ifPresent(until -> leader.call(connection -> {
            runs.waitUntil(connection, run, until);
            return null;
        }));
        return later.isEmpty();
    }

    private PlanInput input(Run run) {
        return PlanInput.of(
                run.runNo(),
                run.request(),
                changes.window(run.syncId(), leader),
                run.request().trigger() == Trigger.DELETION
                        ? List.of()
                        : leader.call(connection -> outputSets.elements(connection, listNo(run))),
                leader.call(connection -> eligibility.eligible(
                        connection, run.request().definition().filters())));
    }

    private void hold(Run run, PlanInput input, PlanResult plan, GuardVerdict verdict) {
        leader.call(connection -> {
            if (runs.planned(connection, run, plan, RunState.HELD, verdict.code(), verdict.detail())) {
                markChanges(connection, run, input);
                events.held(run, plan, verdict.code(), verdict.detail());
                LOG.infof("Run held: runId=%s syncId=%d reason=%s", run.runId(), run.syncId(), verdict.code());
            }
            return null;
        });
    }

    private void start(Run run, PlanInput input, PlanResult plan) {
        leader.call(connection -> {
            if (runs.planned(connection, run, plan, RunState.PUBLISHING, null, null)) {
                applyBeforePublishing(connection, run);
                LOG.infof(
                        "Run planned: runId=%s syncId=%d counts=%s planned=%s kept=%d",
                        run.runId(), run.syncId(), plan.counts(), plan.planned(), plan.keptShared());
            }
            return null;
        });
    }

    private void markChanges(Connection connection, Run run, PlanInput input) throws SQLException {
        if (input.changes().isPresent()) {
            changes.mark(connection, run.runNo(), run.syncId(), input.changes().get());
        }
    }

    private void applyBeforePublishing(Connection connection, Run before) throws SQLException {
        Run run = runs.find(connection, before.runNo()).orElseThrow();
        settlement.keep(connection, run.settled(), clock.instant());
        for (TagChangesSettled event :
                early.take(connection, run.runId(), "tag-changes-settled", TagChangesSettled.class)) {
            settlements.apply(connection, run, event);
        }
    }

    private void decide(Run run) {
        if (run.cancelBy().isPresent()) {
            discard(run, SYSTEM.equals(run.cancelBy().get()) ? "NOT_DECIDED" : CANCELLED, null);
        } else if (run.decision().equals(Optional.of(Decision.REJECTED))) {
            discard(run, SYSTEM.equals(run.decidedBy()) ? "NOT_DECIDED" : "REJECTED", null);
        } else {
            leader.call(connection -> runs.move(connection, run, RunState.APPROVED));
        }
    }

    private void lookAgain(Run run) throws GenerationException, InterruptedException {
        if (run.cancelBy().isPresent()) {
            discard(run, CANCELLED, null);
            return;
        }
        if (!copied(run)) {
            return;
        }
        long kept = planner.keepMore(input(run));
        leader.call(connection -> {
            if (runs.approved(connection, run, kept)) {
                applyBeforePublishing(connection, run);
                LOG.infof("Run approved: runId=%s syncId=%d kept=%d", run.runId(), run.syncId(), kept);
            }
            return null;
        });
    }

    private void publish(Run run) throws Exception {
        if (run.cancelBy().isPresent()) {
            publisher.finishAnnounced(run);
            leader.call(connection -> stop(connection, run));
        } else if (publisher.publishNext(run)) {
            leader.call(connection -> {
                if (runs.settling(connection, run, 0, null)) {
                    if (!untags(run)) {
                        settlement.forgetLeavers(connection, run.settled());
                    }
                    events.computed(run);
                    LOG.infof(
                            "Run published: runId=%s syncId=%d published=%s",
                            run.runId(), run.syncId(), run.published());
                }
                return null;
            });
        }
    }

    private Void stop(Connection connection, Run before) throws SQLException {
        Run run = runs.lock(connection, before.runId()).orElseThrow();
        if (run.state() != RunState.PUBLISHING) {
            return null;
        }
        OperationCounts rest = unpublished(connection, run);
        long cancelled = settlement.cancel(connection, run.settled(), run.publishedThrough(), clock.instant());
        if (cancelled != rest.sum()) {
            throw new IllegalStateException("%d rows cancelled, %d counted".formatted(cancelled, rest.sum()));
        }
        runs.settling(connection, run, cancelled, CANCELLED);
        events.stopped(run, run.published(), rest, CANCELLED);
        LOG.infof("Run stopped: runId=%s syncId=%d published=%s", run.runId(), run.syncId(), run.published());
        return null;
    }

    private OperationCounts unpublished(Connection connection, Run run) throws SQLException {
        return sql.query(
                connection,
                "SELECT COUNT(CASE WHEN operation = 'TAG' THEN 1 END), COUNT(CASE WHEN operation = 'UPDATE' THEN 1 END),"
                        + " COUNT(CASE WHEN operation = 'UNTAG' THEN 1 END) FROM {p2}PLAN_ADDRESS"
                        + " WHERE sequence > ? AND run_no = ? AND outcome IS NULL",
                result -> {
                    result.next();
                    return new OperationCounts(result.getLong(1), result.getLong(2), result.getLong(3));
                },
                run.publishedThrough(),
                run.runNo());
    }

    private void republish(Run run) throws Exception {
        if (publisher.republishNext(run)) {
            leader.call(connection -> {
                outbox.republish(run.runId(), DeltaComputed.TOPIC);
                runs.republishDone(connection, run);
                LOG.infof("Run published again: runId=%s syncId=%d", run.runId(), run.syncId());
                return null;
            });
        }
    }

    /** A run that was held before has told so already: then only CANCELLED can follow. */
    private void fail(Run run, String reason, String detail) {
        if (run.held()) {
            discard(run, reason, detail);
            return;
        }
        leader.call(connection -> {
            if (runs.end(connection, run, RunState.FAILED, reason, detail)) {
                events.failed(run, null, reason, detail);
                LOG.infof("Run failed: runId=%s syncId=%d reason=%s", run.runId(), run.syncId(), reason);
            }
            return null;
        });
    }

    private void discard(Run run, String reason, String detail) {
        leader.call(connection -> {
            if (runs.end(connection, run, RunState.CANCELLED, reason, detail)) {
                events.discarded(run, reason, detail);
                LOG.infof("Run cancelled: runId=%s syncId=%d reason=%s", run.runId(), run.syncId(), reason);
            }
            return null;
        });
    }

    private static int listNo(Run run) {
        return run.request().definition().listNo();
    }

    private static boolean untags(Run run) {
        return run.request().trigger() == Trigger.DELETION
                || run.request().definition().jobType() == JobType.ADD_AND_REMOVE;
    }
}
