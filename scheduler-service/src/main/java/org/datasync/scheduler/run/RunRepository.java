package org.datasync.scheduler.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.scheduler.run.Run.State;

/** Runs. Change one only after the lock of its sync was taken, and load it after that. */
@ApplicationScoped
public class RunRepository implements PanacheRepositoryBase<Run, Long> {

    Optional<Run> byId(UUID id) {
        return find("runId", id.toString()).firstResultOptional();
    }

    /** The sync of a run, without loading the run. */
    Optional<Integer> syncOf(UUID id) {
        return getEntityManager()
                .createQuery("select r.syncId from Run r where r.runId = ?1", Integer.class)
                .setParameter(1, id.toString())
                .getResultStream()
                .findFirst();
    }

    /** Queued runs whose start has come, the longest waiting first. */
    @Transactional
    public List<Startable> startable(Instant until, int limit) {
        return getEntityManager()
                .createQuery(
                        "select r.runNo, r.syncId from Run r where r.state = ?1 and r.startsAt <= ?2"
                                + " order by r.startsAt, r.runNo",
                        Startable.class)
                .setParameter(1, State.QUEUED)
                .setParameter(2, until)
                .setMaxResults(limit)
                .getResultList();
    }

    public record Startable(long runNo, int syncId) {}

    @Transactional
    List<UUID> heldUntil(Instant now, int limit) {
        return getEntityManager()
                .createQuery(
                        "select r.runId from Run r where r.state = ?1 and r.heldUntil <= ?2 order by r.runNo",
                        String.class)
                .setParameter(1, State.HELD)
                .setParameter(2, now)
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Runs somebody works on of which nothing moved since the limit, as far as that is not told yet. */
    @Transactional
    List<UUID> silentSince(Instant limit, int most) {
        return getEntityManager()
                .createQuery(
                        "select r.runId from Run r where r.state in ?1 and r.progressAt < ?2"
                                + " and (r.stalledAt is null or r.stalledAt < r.progressAt) order by r.runNo",
                        String.class)
                .setParameter(1, State.WORKING)
                .setParameter(2, limit)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    /** The row that counts the due times which found this run active. */
    public Optional<Run> skippedBy(long runNo) {
        return find("skippedByRunNo", runNo).firstResultOptional();
    }

    List<Run> active() {
        return list("state in ?1 order by runNo", State.ACTIVE);
    }

    List<Run> endedBetween(Instant from, Instant until, int limit) {
        return find("finishedAt >= ?1 and finishedAt < ?2 order by finishedAt desc, runNo desc", from, until)
                .page(0, limit)
                .list();
    }

    /** The activity log, newest first, after a run number. */
    List<Run> log(Filter filter, int limit) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        filter.states().ifPresent(states -> add(conditions, values, "r.state in ?", states));
        filter.syncId().ifPresent(id -> add(conditions, values, "r.syncId = ?", id));
        filter.from().ifPresent(from -> add(conditions, values, "r.queuedAt >= ?", from));
        filter.to().ifPresent(to -> add(conditions, values, "r.queuedAt < ?", to));
        filter.beforeNo().ifPresent(no -> add(conditions, values, "r.runNo < ?", no));
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<Run> query =
                getEntityManager().createQuery("select r from Run r" + where + " order by r.runNo desc", Run.class);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query.setMaxResults(limit).getResultList();
    }

    private static void add(List<String> conditions, List<Object> values, String condition, Object value) {
        values.add(value);
        conditions.add(condition + values.size());
    }

    /** What the activity log is asked for. */
    record Filter(
            Optional<List<State>> states,
            Optional<Integer> syncId,
            Optional<Instant> from,
            Optional<Instant> to,
            Optional<Long> beforeNo) {}
}
