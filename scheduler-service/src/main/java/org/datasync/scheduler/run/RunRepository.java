package org.datasync.scheduler.run;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.scheduler.run.Run.State;

/** Runs. Change one only after the lock of its sync was taken, and load it after that. */
@ApplicationScoped
public class RunRepository implements PanacheRepositoryBase<Run, Long> {
    /**
     * When a run was queued, for a condition that must not choose the index: with the numbers of the first and the last
     * run of the time, the index by number gives a page without sorting all of them.
     */
    private static final String NOT_BY_INDEX = "coalesce(r.queuedAt, r.startsAt)";

    /** Runs are numbered in the order of their times, as far as the clocks of the replicas agree. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    /**
     * Somebody works on it, and nothing moved since the limit: not of the run, nor, as long as its plan is not closed, of
     * a run of another sync with the same tag that was there first. delta-service lets one after the other at a tag, so
     * until then it may only be waiting for its turn.
     */
    private static final String SILENT = """
            r.state in ?1 and r.progressAt < ?2 and (r.computedAt is not null or r.state = ?3 or not exists (
              select 1 from Run o, DataSync mine, DataSync theirs
              where mine.id = r.syncId and theirs.tagId = mine.tagId and theirs.id <> mine.id and o.syncId = theirs.id
                and o.startedAt <= r.progressAt and (o.progressAt >= ?2 or o.finishedAt >= ?2)))""";

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

    /** Silent runs, told of or not. */
    @Transactional
    List<UUID> silentSince(Instant limit, int most) {
        return silent("", limit, most);
    }

    /** Silent runs whose silence is not told yet. */
    @Transactional
    List<UUID> untoldSince(Instant limit, int most) {
        return silent(" and (r.stalledAt is null or r.stalledAt < r.progressAt)", limit, most);
    }

    /** Whether this one is silent. */
    @Transactional
    boolean isSilentSince(Run run, Instant limit) {
        return run.silentSince(limit)
                && !silent(" and r.runNo = " + run.no(), limit, 1).isEmpty();
    }

    private List<UUID> silent(String condition, Instant limit, int most) {
        return getEntityManager()
                .createQuery(
                        "select r.runId from Run r where " + SILENT + condition + " order by r.runNo", String.class)
                .setParameter(1, State.WORKING)
                .setParameter(2, limit)
                .setParameter(3, State.CANCELLING)
                .setMaxResults(most)
                .getResultList()
                .stream()
                .map(UUID::fromString)
                .toList();
    }

    /** Whether a run of the schedule stands for this due time, whatever became of it. */
    public boolean isTaken(int syncId, Instant dueAt) {
        return find("syncId = ?1 and trigger = ?2 and dueAt = ?3", syncId, Trigger.SCHEDULED, dueAt)
                .firstResultOptional()
                .isPresent();
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
        filter.beforeNo().ifPresent(no -> add(conditions, values, "r.runNo < ?", no));
        filter.from().ifPresent(from -> {
            add(conditions, values, "r.runNo >= ?", firstNoSince(from));
            add(conditions, values, NOT_BY_INDEX + " >= ?", from);
        });
        filter.to().ifPresent(to -> {
            add(conditions, values, "r.runNo <= ?", lastNoBefore(to));
            add(conditions, values, NOT_BY_INDEX + " < ?", to);
        });
        String where = conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
        TypedQuery<Run> query =
                getEntityManager().createQuery("select r from Run r" + where + " order by r.runNo desc", Run.class);
        for (int i = 0; i < values.size(); i++) {
            query.setParameter(i + 1, values.get(i));
        }
        return query.setMaxResults(limit).getResultList();
    }

    private long firstNoSince(Instant moment) {
        return edge("r.queuedAt >= ?1 order by r.queuedAt, r.runNo", moment.minus(SKEW), Long.MAX_VALUE);
    }

    private long lastNoBefore(Instant moment) {
        return edge("r.queuedAt < ?1 order by r.queuedAt desc, r.runNo desc", moment.plus(SKEW), 0);
    }

    private long edge(String condition, Instant moment, long otherwise) {
        return getEntityManager()
                .createQuery("select r.runNo from Run r where " + condition, Long.class)
                .setParameter(1, moment)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .orElse(otherwise);
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
