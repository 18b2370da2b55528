package org.datasync.delta.preview;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.plan.PlanException;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.delta.resync.Changes;
import org.datasync.delta.run.BackgroundWork;
import org.datasync.delta.run.ListCheck;
import org.datasync.delta.run.ListCopy;
import org.datasync.delta.tessitura.EligibilityReader;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.OutputSetReader;
import org.jboss.logging.Logger;

/** Makes previews: the same list, the same plan as a run, stored under a number of its own and never applied. */
@ApplicationScoped
class PreviewMaker implements BackgroundWork {
    private static final Logger LOG = Logger.getLogger(PreviewMaker.class);

    private final Database database;
    private final PreviewStore previews;
    private final ListCheck check;
    private final ListCopy copies;
    private final EligibilityReader eligibility;
    private final OutputSetReader outputSets;
    private final Changes changes;
    private final Clock clock;
    private final DeltaConfig config;

    PreviewMaker(
            Database database,
            PreviewStore previews,
            ListCheck check,
            ListCopy copies,
            EligibilityReader eligibility,
            OutputSetReader outputSets,
            Changes changes,
            Clock clock,
            DeltaConfig config) {
        this.database = database;
        this.previews = previews;
        this.check = check;
        this.copies = copies;
        this.eligibility = eligibility;
        this.outputSets = outputSets;
        this.changes = changes;
        this.clock = clock;
        this.config = config;
    }

    @Override
    public List<Task> due() {
        Instant now = clock.instant();
        return database.call(previews::computing).stream()
                .filter(preview -> preview.isDue(now))
                .map(preview -> new Task(preview.runNo(), transactions -> make(preview, transactions)))
                .toList();
    }

    @Override
    public boolean tidy(Transactions transactions) {
        Instant before = clock.instant().minus(config.previews().kept());
        Optional<Long> oldest = database.call(connection -> previews.oldest(connection, before));
        oldest.ifPresent(previewNo -> transactions.call(connection -> {
            previews.forget(connection, previewNo);
            return null;
        }));
        return oldest.isPresent();
    }

    private void make(Preview preview, Transactions transactions) throws InterruptedException {
        try {
            compute(preview, transactions);
        } catch (GenerationException | PlanException e) {
            LOG.infof("Preview failed: previewId=%s reason=%s", preview.id(), e.getMessage());
            fail(preview, transactions, e.getMessage());
        } catch (RuntimeException e) {
            LOG.warnf(e, "Preview not made: previewId=%s attempt=%d", preview.id(), preview.attempt());
            if (preview.attempt() + 1 >= config.attempts()) {
                fail(preview, transactions, "The database refused a statement of the plan.");
            } else {
                putOff(preview, transactions, clock.instant().plus(config.attemptPause()));
            }
        }
    }

    private void compute(Preview preview, Transactions transactions) throws GenerationException, InterruptedException {
        SyncDefinition definition = preview.request().definition();
        Optional<ListCheck.Obstacle> obstacle = check.obstacle(definition);
        if (obstacle.isPresent()) {
            fail(preview, transactions, obstacle.get().detail());
            return;
        }
        Optional<Instant> later = copies.take(preview.runNo(), definition.listNo());
        if (later.isPresent()) {
            transactions.call(connection -> {
                previews.waitUntil(connection, preview, later.get());
                return null;
            });
            return;
        }
        PlanResult plan = new Planner(database.sql(), transactions)
                .planBalanced(() -> input(preview, transactions))
                .result();
        if (!plan.balanced()) {
            fail(preview, transactions, "Tessitura changed while it was read: try again.");
            return;
        }
        store(preview, transactions, plan);
        LOG.infof("Preview made: previewId=%s listNo=%d", preview.id(), definition.listNo());
    }

    private void store(Preview preview, Transactions transactions, PlanResult plan) {
        transactions.call(connection -> {
            previews.ready(connection, preview, plan);
            return null;
        });
    }

    private PlanInput input(Preview preview, Transactions transactions) {
        SyncDefinition definition = preview.request().definition();
        int syncId = preview.request().baseline();
        return PlanInput.ofPreview(
                preview.runNo(),
                syncId,
                definition,
                preview.request().otherSyncIds(),
                changes.window(syncId, transactions),
                database.call(connection -> outputSets.elements(connection, definition.listNo())),
                database.call(connection -> eligibility.eligible(connection, definition.filters())));
    }

    private void fail(Preview preview, Transactions transactions, String reason) {
        transactions.call(connection -> {
            previews.failed(connection, preview, reason);
            return null;
        });
    }

    private void putOff(Preview preview, Transactions transactions, Instant until) {
        transactions.call(connection -> {
            previews.putOff(connection, preview, until);
            return null;
        });
    }
}
