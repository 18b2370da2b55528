package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Database;
import org.datasync.delta.plan.GuardVerdict;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.delta.resync.Changes;
import org.datasync.delta.tessitura.EligibilityReader;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.OutputSetReader;
import org.jboss.logging.Logger;

/** From the list to a stored plan that is held or may be published; and a second look at a plan that was held. */
@ApplicationScoped
class RunPlanning {
    private static final Logger LOG = Logger.getLogger(RunPlanning.class);

    private final RunStore runs;
    private final Leadership leader;
    private final ListCheck check;
    private final ListCopy copies;
    private final EligibilityReader eligibility;
    private final Changes changes;
    private final OutputSetReader outputSets;
    private final Planner planner;
    private final Settlement settlement;
    private final SettlementIntake settlements;
    private final EarlyRecords early;
    private final RunEvents events;
    private final RunEnds ends;
    private final Clock clock;

    RunPlanning(
            Database database,
            RunStore runs,
            Leadership leader,
            ListCheck check,
            ListCopy copies,
            EligibilityReader eligibility,
            Changes changes,
            OutputSetReader outputSets,
            SettlementIntake settlements,
            EarlyRecords early,
            RunEvents events,
            RunEnds ends,
            Clock clock) {
        this.runs = runs;
        this.leader = leader;
        this.check = check;
        this.copies = copies;
        this.eligibility = eligibility;
        this.changes = changes;
        this.outputSets = outputSets;
        this.planner = new Planner(database.sql(), leader);
        this.settlement = new Settlement(database.sql());
        this.settlements = settlements;
        this.early = early;
        this.events = events;
        this.ends = ends;
        this.clock = clock;
    }

    /** Generates the list and plans; the run is held, may be published or has failed then, or tries again later. */
    void compute(Run run) throws GenerationException, InterruptedException {
        if (!copied(run)) {
            return;
        }
        Planner.Plan planned = planner.planBalanced(() -> input(run));
        PlanInput input = planned.input();
        PlanResult plan = planned.result();
        if (!plan.balanced()) {
            LOG.errorf(
                    "Books do not balance: runId=%s counts=%s planned=%s", run.runId(), plan.counts(), plan.planned());
            ends.fail(run, "BOOKS_DO_NOT_BALANCE", "The counts of the plan contradict each other; nothing was sent.");
            return;
        }
        Optional<GuardVerdict> verdict = GuardVerdict.of(
                run.request().definition().guard(),
                plan.counts(),
                plan.losing(),
                input.untags(),
                run.request().firstRun());
        if (verdict.isPresent()) {
            hold(run, input, plan, verdict.get());
        } else {
            start(run, input, plan);
        }
    }

    /** Who became a member again while the plan waited for its decision keeps the tag. */
    void lookAgain(Run run) throws GenerationException, InterruptedException {
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

    private boolean copied(Run run) throws GenerationException, InterruptedException {
        if (run.request().trigger() == Trigger.DELETION) {
            copies.takeNobody(run.runNo());
            return true;
        }
        Optional<ListCheck.Obstacle> obstacle = check.obstacle(run.request().definition());
        if (obstacle.isPresent()) {
            ends.fail(run, obstacle.get().code(), obstacle.get().detail());
            return false;
        }
        Optional<Instant> later = copies.take(run.runNo(), run.listNo());
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
                        : leader.call(connection -> outputSets.elements(connection, run.listNo())),
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
                markChanges(connection, run, input);
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
}
