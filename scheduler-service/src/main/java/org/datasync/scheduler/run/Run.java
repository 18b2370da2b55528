package org.datasync.scheduler.run;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.scheduler.sync.DefinitionColumn;
import org.hibernate.annotations.DynamicUpdate;

/**
 * One run of a sync and where it is; what is counted of it is its tally. The caller holds the lock of the sync, so no
 * two transactions change a run at once.
 */
@Entity
@Table(schema = "scheduler", name = "run")
@DynamicUpdate
public class Run {
    /** Where a run is. The last five are final. */
    public enum State {
        QUEUED,
        COMPUTING,
        HELD,
        APPLYING,
        CANCELLING,
        SUCCEEDED,
        SUCCEEDED_WITH_ERRORS,
        FAILED,
        CANCELLED,
        SKIPPED;

        public static final Set<State> ACTIVE = EnumSet.range(QUEUED, CANCELLING);
        static final Set<State> STARTED = EnumSet.range(COMPUTING, CANCELLING);

        /** Progress is expected without anybody's decision. */
        static final Set<State> WORKING = EnumSet.of(COMPUTING, APPLYING, CANCELLING);

        /** It ended, and not with everything done. */
        private static final Set<State> RETRIED = EnumSet.of(SUCCEEDED_WITH_ERRORS, FAILED, CANCELLED);

        boolean working() {
            return WORKING.contains(this);
        }

        public boolean active() {
            return ACTIVE.contains(this);
        }
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long runNo;

    private String runId;
    private int syncId;
    private String slot;

    @Enumerated(EnumType.STRING)
    @Column(name = "trigger_kind")
    private Trigger trigger;

    @Enumerated(EnumType.STRING)
    private Mode mode;

    @Enumerated(EnumType.STRING)
    private State state;

    @Convert(converter = DefinitionColumn.class)
    private SyncDefinition definition;

    private String requestedBy;
    private String parentRunId;
    private boolean firstRun;
    private Instant dueAt;
    private Instant queuedAt;
    private Instant startsAt;
    private Instant startedAt;
    private Instant computedAt;
    private Instant progressAt;
    private Instant stalledAt;
    private Instant finishedAt;
    private Instant heldAt;
    private Instant heldUntil;
    private int decisionNo;

    @Enumerated(EnumType.STRING)
    private Decision decision;

    private String decidedBy;
    private Instant decidedAt;

    @Enumerated(EnumType.STRING)
    private State endingState;

    private String endingReason;
    private String endingDetail;
    private String reason;
    private String detail;
    private int skippedCount;
    private Long skippedByRunNo;

    @Embedded
    private Tally tally = new Tally();

    /** For the persistence provider. */
    protected Run() {}

    private Run(UUID id, int syncId, Trigger trigger, Mode mode, SyncDefinition definition, Instant now) {
        this.runId = id.toString();
        this.slot = runId;
        this.syncId = syncId;
        this.trigger = trigger;
        this.mode = mode;
        this.definition = definition;
        this.queuedAt = now;
    }

    /** A due time of the schedule. Two replicas cannot insert the same one. */
    public static Run scheduled(int syncId, SyncDefinition definition, Instant dueAt, Instant startsAt, Instant now) {
        Run run = new Run(UUID.randomUUID(), syncId, Trigger.SCHEDULED, Mode.DELTA, definition, now);
        run.slot = dueAt.toString();
        run.dueAt = dueAt;
        run.startsAt = startsAt;
        run.requestedBy = "system";
        run.state = State.QUEUED;
        return run;
    }

    /** Asked for by somebody. */
    public static Run requested(
            int syncId,
            SyncDefinition definition,
            Trigger trigger,
            Mode mode,
            Instant startsAt,
            Instant now,
            String by) {
        Run run = new Run(UUID.randomUUID(), syncId, trigger, mode, definition, now);
        run.dueAt = startsAt;
        run.startsAt = startsAt;
        run.requestedBy = by;
        run.state = State.QUEUED;
        return run;
    }

    /** A due time that found a run active: the first of maybe several, see {@link #skipAgain}. */
    public static Run skipped(Run active, SyncDefinition definition, Instant dueAt, Instant now) {
        Run run = scheduled(active.syncId, definition, dueAt, dueAt, now);
        run.state = State.SKIPPED;
        run.skippedByRunNo = active.runNo;
        run.skippedCount = 1;
        run.reason = Reason.ACTIVE_RUN;
        run.detail = "A run was active at the due time: " + active.runId;
        run.finishedAt = now;
        return run;
    }

    public void skipAgain(Instant dueAt, Instant now) {
        require(State.SKIPPED, "skipped again");
        this.skippedCount++;
        this.dueAt = dueAt;
        this.finishedAt = now;
    }

    public void retryOf(UUID parent) {
        this.parentRunId = parent.toString();
    }

    /** The definition is copied now: later edits do not reach this run. */
    public void start(SyncDefinition current, boolean first, Instant now) {
        require(State.QUEUED, "started");
        this.state = State.COMPUTING;
        this.definition = current;
        this.firstRun = first;
        this.startedAt = now;
        this.progressAt = now;
    }

    /** What delta-service reports. Returns false for a report that came before or too late: nothing changed. */
    boolean computed(DeltaComputed event, Instant heldUntil, Instant now) {
        if (!State.STARTED.contains(state) || computedAt != null) {
            return false;
        }
        return event.outcome() == DeltaComputed.Outcome.HELD ? hold(event, heldUntil, now) : close(event, now);
    }

    private boolean hold(DeltaComputed event, Instant until, Instant now) {
        if (heldAt != null) {
            return false;
        }
        take(event, now);
        this.heldAt = now;
        this.heldUntil = until;
        if (state == State.COMPUTING) {
            this.state = State.HELD;
            this.reason = event.reason();
            this.detail = event.detail();
        }
        return true;
    }

    private boolean close(DeltaComputed event, Instant now) {
        take(event, now);
        this.computedAt = now;
        switch (event.outcome()) {
            case COMPUTED -> {
                if (state != State.CANCELLING) {
                    this.state = State.APPLYING;
                    this.reason = null;
                    this.detail = null;
                }
            }
            case CANCELLED -> {
                this.state = State.CANCELLING;
                endAs(State.CANCELLED, event.reason() == null ? Reason.CANCELLED : event.reason(), event.detail());
            }
            case FAILED -> endAs(State.FAILED, event.reason() == null ? "FAILED" : event.reason(), event.detail());
            case HELD, UNKNOWN -> throw new IllegalArgumentException("outcome " + event.outcome());
        }
        return true;
    }

    private void take(DeltaComputed event, Instant now) {
        this.progressAt = now;
        tally.take(event);
    }

    /** Adds outcomes that were not recorded before. */
    void settle(List<TagChangesSettled.Entry> fresh, Instant now) {
        tally.settle(fresh);
        if (!fresh.isEmpty()) {
            this.progressAt = now;
        }
    }

    /** The connector cannot apply the run as a whole. It ends when everything published is settled. */
    void failApplying(TagChangesSettled.RunFailure failure) {
        endAs(State.FAILED, failure.code(), failure.reason());
    }

    /** The first cause stands: a cancelled run that then fails was cancelled. */
    private void endAs(State end, String why, String sentence) {
        if (endingState == null) {
            this.endingState = end;
            this.endingReason = shortened(why, 100);
            this.endingDetail = shortened(sentence, 1000);
        }
    }

    /** Before the start: at once, and the due time may be queued again. */
    public void cancelQueued(String why, String sentence, Instant now) {
        require(State.QUEUED, "cancelled before its start");
        this.slot = runId;
        end(State.CANCELLED, why, sentence, now);
    }

    RunDecided cancel(String by, Instant now) {
        if (state != State.COMPUTING && state != State.HELD && state != State.APPLYING) {
            throw refused("cancelled");
        }
        endAs(State.CANCELLED, Reason.CANCELLED, "Cancelled by an operator");
        this.state = State.CANCELLING;
        return decide(Decision.CANCELLED, by, now);
    }

    RunDecided approve(String by, Instant now) {
        require(State.HELD, "approved");
        this.state = State.APPLYING;
        this.reason = null;
        this.detail = null;
        return decide(Decision.APPROVED, by, now);
    }

    /** @param why {@link Reason#REJECTED}, or {@link Reason#NOT_DECIDED} when nobody decided in time */
    RunDecided reject(String why, String by, Instant now) {
        require(State.HELD, "rejected");
        endAs(State.CANCELLED, why, detail);
        this.state = State.CANCELLING;
        return decide(Decision.REJECTED, by, now);
    }

    RunDecided repair(String by, Instant now) {
        if (!State.STARTED.contains(state)) {
            throw refused("repaired");
        }
        this.decisionNo++;
        return new RunDecided(id(), syncId, decisionNo, Decision.REPUBLISH, by, now);
    }

    /** @throws IllegalTransitionException if there can be nothing that another run would do better */
    void requireRetriable() {
        if (!State.RETRIED.contains(state)) {
            throw refused("retried");
        }
    }

    private RunDecided decide(Decision what, String by, Instant now) {
        this.decisionNo++;
        this.progressAt = now;
        this.decision = what;
        this.decidedBy = by;
        this.decidedAt = now;
        return new RunDecided(id(), syncId, decisionNo, what, by, now);
    }

    /** Whether nothing of it has moved since the limit although somebody works on it, or on a run before it. */
    boolean silentSince(Instant limit) {
        return state.working() && progressAt != null && progressAt.isBefore(limit);
    }

    /** The event that tells of a silence; nothing if there is none, or if it was told already. */
    Optional<RunStalled> stall(Instant limit, Instant now, String link) {
        boolean told = stalledAt != null && !stalledAt.isBefore(progressAt);
        if (!silentSince(limit) || told) {
            return Optional.empty();
        }
        this.stalledAt = now;
        return Optional.of(new RunStalled(
                id(),
                syncId,
                definition,
                trigger,
                state.name(),
                progressAt,
                now,
                progress().map(Progress::total).orElse(null),
                tally.settled(),
                link));
    }

    /** Ends the run if nothing is outstanding. Returns whether it ended. */
    boolean endIfSettled(Instant now) {
        if (!State.STARTED.contains(state) || computedAt == null) {
            return false;
        }
        Optional<Books> books = tally.books();
        if (books.isPresent() && !books.get().complete()) {
            return false;
        }
        if (endingState == State.FAILED) {
            end(State.FAILED, endingReason, endingDetail, now);
        } else if (books.isPresent() && !books.get().balanced()) {
            end(State.FAILED, Reason.BOOKS, "What was planned and what was settled do not add up", now);
        } else if (endingState == State.CANCELLED) {
            end(State.CANCELLED, endingReason, endingDetail, now);
        } else {
            endApplied(books, now);
        }
        return true;
    }

    private void endApplied(Optional<Books> found, Instant now) {
        if (found.isEmpty()) {
            end(State.FAILED, Reason.BOOKS, "The plan was reported without counts", now);
            return;
        }
        Books books = found.get();
        if (books.nothingApplied()) {
            end(State.FAILED, Reason.NOTHING_APPLIED, "Not one of the planned changes was applied", now);
        } else if (books.withoutLoss()) {
            end(State.SUCCEEDED, null, null, now);
        } else {
            end(State.SUCCEEDED_WITH_ERRORS, Reason.PROBLEMS, "Some changes were not applied", now);
        }
    }

    private void end(State end, String why, String sentence, Instant now) {
        this.state = end;
        this.reason = why;
        this.detail = sentence;
        this.finishedAt = now;
    }

    /** Nothing until delta-service has counted: unknown, not zero. */
    public Optional<RunCounts> counts() {
        return tally.books().map(Books::counts);
    }

    /** Settled and planned operations, once they are known. */
    Optional<Progress> progress() {
        return tally.books().map(books -> new Progress(books.settled(), books.toSettle()));
    }

    /** @param total operations that the connector has to settle */
    record Progress(long settled, long total) {}

    long problemCount() {
        return tally.problems();
    }

    private void require(State required, String participle) {
        if (state != required) {
            throw refused(participle);
        }
    }

    private IllegalTransitionException refused(String participle) {
        return new IllegalTransitionException("a run in state %s cannot be %s".formatted(state, participle));
    }

    private static String shortened(String text, int length) {
        return text == null || text.length() <= length ? text : text.substring(0, length);
    }

    public long no() {
        return runNo;
    }

    public UUID id() {
        return UUID.fromString(runId);
    }

    public int syncId() {
        return syncId;
    }

    public Trigger trigger() {
        return trigger;
    }

    public Mode mode() {
        return mode;
    }

    public State state() {
        return state;
    }

    public SyncDefinition definition() {
        return definition;
    }

    String requestedBy() {
        return requestedBy;
    }

    public Optional<UUID> parentRunId() {
        return Optional.ofNullable(parentRunId).map(UUID::fromString);
    }

    public boolean firstRun() {
        return firstRun;
    }

    public Instant dueAt() {
        return dueAt;
    }

    public Instant queuedAt() {
        return queuedAt;
    }

    public Instant startsAt() {
        return startsAt;
    }

    Optional<Instant> startedAt() {
        return Optional.ofNullable(startedAt);
    }

    /** Since when the connector works on it. */
    Optional<Instant> applyingSince() {
        return Optional.ofNullable(computedAt);
    }

    Optional<Instant> finishedAt() {
        return Optional.ofNullable(finishedAt);
    }

    Optional<Instant> heldAt() {
        return Optional.ofNullable(heldAt);
    }

    Optional<Instant> heldUntil() {
        return Optional.ofNullable(heldUntil);
    }

    Optional<RunDecided> lastDecision() {
        return Optional.ofNullable(decision)
                .map(what -> new RunDecided(id(), syncId, decisionNo, what, decidedBy, decidedAt));
    }

    Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    Optional<String> detail() {
        return Optional.ofNullable(detail);
    }

    int skippedCount() {
        return skippedCount;
    }
}
