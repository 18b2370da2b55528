package org.datasync.scheduler.dispatch;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.datasync.scheduler.TickGrid;
import org.datasync.scheduler.run.HeldRuns;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.run.StalledRuns;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.datasync.scheduler.sync.DataSyncRepository.Due;
import org.hibernate.exception.ConstraintViolationException;
import org.jboss.logging.Logger;

/**
 * One tick: queue what is due within the next one, start what has come, end what nobody decided about, tell what
 * stands still. Every replica does it; who is second finds the work done. One sync that fails does not keep the others
 * waiting.
 */
final class Dispatcher {
    private static final Logger LOG = Logger.getLogger(Dispatcher.class);
    private static final int BATCH = 1000;

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final DueRuns dueRuns;
    private final HeldRuns heldRuns;
    private final StalledRuns stalledRuns;
    private final TickGrid grid;

    Dispatcher(
            DataSyncRepository syncs,
            RunRepository runs,
            DueRuns dueRuns,
            HeldRuns heldRuns,
            StalledRuns stalledRuns,
            TickGrid grid) {
        this.syncs = syncs;
        this.runs = runs;
        this.dueRuns = dueRuns;
        this.heldRuns = heldRuns;
        this.stalledRuns = stalledRuns;
        this.grid = grid;
    }

    /** @throws IllegalStateException if a part failed: the whole is repeated, what is done stays done */
    void tick(Instant tick) {
        boolean failed = all(() -> syncs.due(tick.plus(grid.tick()), tick, BATCH), due -> take(due, tick));
        failed |= all(() -> runs.startable(tick, BATCH), dueRuns::start);
        failed |= each(heldRuns.overdue(), heldRuns::expire);
        failed |= each(stalledRuns.untold(), stalledRuns::tell);
        if (failed) {
            throw new IllegalStateException("a part of the tick %s failed".formatted(tick));
        }
    }

    private void take(Due due, Instant tick) {
        Instant slot = grid.ceiling(due.at());
        Instant startsAt = slot.isBefore(tick) ? tick : slot;
        try {
            dueRuns.take(due, tick, startsAt);
        } catch (ConstraintViolationException e) {
            LOG.infof("Due time taken already: syncId=%d dueAt=%s", due.syncId(), due.at());
            dueRuns.pass(due, tick);
        }
    }

    /** Batch after batch: what is done does not come again. */
    private static <T> boolean all(Supplier<List<T>> next, Consumer<T> step) {
        while (true) {
            List<T> batch = next.get();
            if (each(batch, step)) {
                return true;
            }
            if (batch.size() < BATCH) {
                return false;
            }
        }
    }

    /** Top of the loop: a failure is logged, counted by the loop above, and repeated with the tick. */
    private static <T> boolean each(List<T> items, Consumer<T> step) {
        boolean failed = false;
        for (T item : items) {
            try {
                step.accept(item);
            } catch (RuntimeException e) {
                LOG.warnf(e, "A step of the tick failed: %s", item);
                failed = true;
            }
        }
        return failed;
    }
}
