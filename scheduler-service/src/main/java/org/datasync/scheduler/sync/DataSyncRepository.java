package org.datasync.scheduler.sync;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Syncs that are not deleted, unless a method says otherwise. */
@ApplicationScoped
public class DataSyncRepository implements PanacheRepositoryBase<DataSync, Integer> {

    /**
     * Makes every other transaction that changes something of this sync wait until this one ends. Call it first, before
     * anything of the sync is read: then all that follows is current.
     *
     * @return the sync, deleted or not
     */
    public Optional<DataSync> lock(int id) {
        int rows = getEntityManager()
                .createNativeQuery("UPDATE scheduler.data_sync SET lock_no = lock_no + 1 WHERE id = ?1")
                .setParameter(1, id)
                .executeUpdate();
        return rows == 0 ? Optional.empty() : findByIdOptional(id);
    }

    /** As {@link #lock}, but only if the due time is still to be taken: of several replicas one gets it. */
    public Optional<DataSync> lockDue(int id, Instant dueAt) {
        return lock(id).filter(sync ->
                sync.isOn() && sync.nextDueAt().filter(dueAt::equals).isPresent());
    }

    public Optional<DataSync> present(int id) {
        return find("id = ?1 and deletedAt is null", id).firstResultOptional();
    }

    List<DataSync> after(int id, int limit) {
        return find("id > ?1 and deletedAt is null order by id", id)
                .page(0, limit)
                .list();
    }

    /**
     * Ids and due times up to a moment, the oldest first.
     *
     * @param come due times after this one only if no run is active: otherwise nobody knows yet whether one will be
     */
    @Transactional
    public List<Due> due(Instant until, Instant come, int limit) {
        return getEntityManager()
                .createQuery(
                        "select s.id, s.nextDueAt from DataSync s"
                                + " where s.status = ?1 and s.nextDueAt <= ?2"
                                + " and (s.nextDueAt <= ?3 or s.activeRunNo is null) order by s.nextDueAt, s.id",
                        Due.class)
                .setParameter(1, DataSync.Status.ON)
                .setParameter(2, until)
                .setParameter(3, come)
                .setMaxResults(limit)
                .getResultList();
    }

    public record Due(int syncId, Instant at) {}

    /** Ids of syncs that are due only after a moment. */
    public List<Integer> dueAfter(Instant moment) {
        return getEntityManager()
                .createQuery(
                        "select s.id from DataSync s where s.status = ?1 and s.nextDueAt > ?2 order by s.id",
                        Integer.class)
                .setParameter(1, DataSync.Status.ON)
                .setParameter(2, moment)
                .getResultList();
    }

    /** The other syncs that are ON and use this tag: addresses they hold keep it. */
    public List<Integer> othersOnWithTag(int id, String tagId) {
        return othersWithTag(id, tagId, List.of(DataSync.Status.ON));
    }

    List<Integer> othersWithTag(int id, String tagId) {
        return othersWithTag(id, tagId, List.of(DataSync.Status.values()));
    }

    private List<Integer> othersWithTag(int id, String tagId, List<DataSync.Status> statuses) {
        return getEntityManager()
                .createQuery(
                        "select s.id from DataSync s where s.deletedAt is null and s.tagId = ?1 and s.id <> ?2"
                                + " and s.status in ?3 order by s.id",
                        Integer.class)
                .setParameter(1, tagId)
                .setParameter(2, id)
                .setParameter(3, statuses)
                .getResultList();
    }
}
