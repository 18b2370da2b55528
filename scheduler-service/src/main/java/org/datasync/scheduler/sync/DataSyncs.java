package org.datasync.scheduler.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.platform.outbox.Outbox;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.audit.AuditLog;
import org.datasync.scheduler.audit.AuditLog.Action;
import org.datasync.scheduler.contention.Repeated;
import org.datasync.scheduler.sync.QueuedRuns.Withdrawal;

/** The changes of definitions, one transaction each, under the lock of the sync. */
@ApplicationScoped
@Repeated
public class DataSyncs {
    private final DataSyncRepository syncs;
    private final QueuedRuns queuedRuns;
    private final AuditLog audit;
    private final Outbox outbox;
    private final ObjectMapper mapper;
    private final Clock clock;

    DataSyncs(
            DataSyncRepository syncs,
            QueuedRuns queuedRuns,
            AuditLog audit,
            Outbox outbox,
            ObjectMapper mapper,
            Clock clock) {
        this.syncs = syncs;
        this.queuedRuns = queuedRuns;
        this.audit = audit;
        this.outbox = outbox;
        this.mapper = mapper;
        this.clock = clock;
    }

    @Transactional
    public DataSync present(int id) {
        return syncs.present(id).orElseThrow(DataSyncs::missing);
    }

    @Transactional
    List<DataSync> all() {
        return syncs.after(0, Integer.MAX_VALUE);
    }

    /** All steps of an import or none. Returns the ids in the order of the steps. */
    @Transactional
    List<Integer> apply(List<Transfer.Step> steps, boolean activate, String by) {
        // In one order for everybody, so that two imports wait for each other instead of both at once.
        steps.stream()
                .flatMap(step -> step.before().stream())
                .map(DataSync::id)
                .sorted()
                .forEach(syncs::lock);
        List<Integer> ids = new ArrayList<>();
        for (Transfer.Step step : steps) {
            DataSync sync = step.before()
                    .map(before -> edit(before.id(), Expected.version(before), step.definition(), by))
                    .orElseGet(() -> create(step.definition(), by));
            if (activate && step.on()) {
                switchTo(sync.id(), Expected.version(sync), DataSync.Status.ON, by);
            }
            ids.add(sync.id());
        }
        return ids;
    }

    @Transactional
    List<DataSync> after(int id, int limit) {
        return syncs.after(id, limit);
    }

    @Transactional
    List<Integer> othersWithSameTag(DataSync sync) {
        return syncs.othersWithTag(sync.id(), sync.definition().tag().id());
    }

    @Transactional
    public List<Integer> othersOnWithSameTag(int id, SyncDefinition definition) {
        return syncs.othersOnWithTag(id, definition.tag().id());
    }

    @Transactional
    DataSync create(SyncDefinition definition, String by) {
        DataSync sync = new DataSync(definition, Moment.now(clock));
        syncs.persist(sync);
        audit.add(by, Action.SYNC_CREATED, sync.id(), null, null);
        return sync;
    }

    @Transactional
    DataSync edit(int id, Expected expected, SyncDefinition definition, String by) {
        DataSync sync = locked(id, expected);
        if (definition.equals(sync.definition())) {
            return sync;
        }
        requireTag(sync, definition);
        if (!definition.schedule().equals(sync.definition().schedule())) {
            queuedRuns.withdrawScheduled(sync, Withdrawal.SCHEDULE_CHANGED);
        }
        String changes = DefinitionChanges.names(mapper, sync.definition(), definition);
        sync.edit(definition, Moment.now(clock));
        audit.add(by, Action.SYNC_CHANGED, id, null, changes);
        return sync;
    }

    /** @throws ProblemException 409 for another tag than the one that is frozen */
    static void requireTag(DataSync sync, SyncDefinition definition) {
        if (sync.tagFrozen() && !definition.tag().equals(sync.definition().tag())) {
            throw ProblemException.conflict(
                    "tag: this sync was ON or has run, so its tag stays; create a new sync for another tag");
        }
    }

    @Transactional
    DataSync acceptTagName(int id, String tagId, String name, String by) {
        DataSync sync = syncs.lock(id).filter(found -> !found.deleted()).orElseThrow(DataSyncs::missing);
        if (!sync.definition().tag().id().equals(tagId)) {
            throw ProblemException.conflict("the sync has another tag by now");
        }
        if (!sync.definition().tag().name().equals(name)) {
            sync.acceptTagName(name, Moment.now(clock));
            audit.add(by, Action.TAG_RENAME_ACCEPTED, id, null, null);
        }
        return sync;
    }

    @Transactional
    DataSync switchTo(int id, Expected expected, DataSync.Status status, String by) {
        DataSync sync = locked(id, expected);
        if (sync.status() == status) {
            return sync;
        }
        if (status == DataSync.Status.ON) {
            if (queuedRuns.beingDeleted(sync)) {
                throw ProblemException.conflict("the sync is being deleted");
            }
            sync.switchOn(Moment.now(clock));
            audit.add(by, Action.SYNC_SWITCHED_ON, id, null, null);
            return sync;
        }
        queuedRuns.withdrawScheduled(sync, Withdrawal.SWITCHED_OFF);
        sync.switchOff(Moment.now(clock));
        audit.add(by, Action.SYNC_SWITCHED_OFF, id, null, null);
        return sync;
    }

    /** Deletes the sync and what is known of its tags; the tags themselves stay. */
    @Transactional
    public void delete(int id, Expected expected, String by) {
        DataSync sync = locked(id, expected);
        if (sync.activeRunNo().isPresent()) {
            throw ProblemException.conflict("a run of the sync is active; cancel it first");
        }
        Instant now = Moment.now(clock);
        sync.delete(now);
        outbox.append(new SyncDeleted(id, now), null);
        audit.add(by, Action.SYNC_DELETED, id, null, "tags kept");
    }

    /** The sync, if it is still what the caller has seen; locked until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public DataSync locked(int id, Expected expected) {
        DataSync sync = syncs.lock(id).filter(found -> !found.deleted()).orElseThrow(DataSyncs::missing);
        expected.require(sync);
        return sync;
    }

    private static ProblemException missing() {
        return ProblemException.notFound("there is no such sync");
    }
}
