package org.datasync.scheduler.dispatch;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.datasync.scheduler.run.RunRepository;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.jboss.logging.Logger;

/**
 * Due times that were computed before the start, computed again: the rules of a zone may be others by now, as they come
 * with the Java runtime. What was missed, and what was taken already, stays as it is.
 */
@ApplicationScoped
class DueTimes {
    private static final Logger LOG = Logger.getLogger(DueTimes.class);
    private static final int BEFORE_THE_TICKS = 100;

    private final DataSyncRepository syncs;
    private final RunRepository runs;
    private final Clock clock;

    DueTimes(DataSyncRepository syncs, RunRepository runs, Clock clock) {
        this.syncs = syncs;
        this.runs = runs;
        this.clock = clock;
    }

    void onStart(@Observes @Priority(BEFORE_THE_TICKS) StartupEvent event) {
        computeAgain();
    }

    void computeAgain() {
        Instant now = clock.instant();
        List<Integer> ids = QuarkusTransaction.requiringNew().call(() -> syncs.dueAfter(now));
        ids.forEach(id -> QuarkusTransaction.requiringNew().run(() -> computeAgain(id, now)));
    }

    private void computeAgain(int id, Instant now) {
        syncs.lock(id).filter(DataSync::isOn).ifPresent(sync -> {
            Instant old = sync.nextDueAt().orElseThrow();
            Instant next = sync.schedule().nextAfter(now);
            while (next.isBefore(old) && runs.isTaken(id, next)) {
                next = sync.schedule().nextAfter(next);
            }
            if (old.isAfter(now) && !next.equals(old)) {
                sync.dueAgain(next);
                LOG.infof("Due time moved with the rules of its zone: syncId=%d from=%s to=%s", id, old, next);
            }
        });
    }
}
