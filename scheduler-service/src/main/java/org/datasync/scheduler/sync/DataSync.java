package org.datasync.scheduler.sync;

import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.scheduler.schedule.Schedule;
import org.hibernate.annotations.DynamicUpdate;

/**
 * One data sync: its definition, whether it is ON, and what is due next. The row is also the lock of everything that
 * belongs to the sync, see {@link DataSyncRepository#lock}.
 */
@Entity
@Table(schema = "scheduler", name = "data_sync")
@DynamicUpdate
public class DataSync {
    /** ON follows the schedule; OFF only runs when somebody asks. */
    public enum Status {
        ON,
        OFF
    }

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Integer id;

    private String description;
    private int listNo;
    private String tagId;

    @Convert(converter = DefinitionColumn.class)
    private SyncDefinition definition;

    @Enumerated(EnumType.STRING)
    private Status status;

    private int version;
    private boolean tagFrozen;
    private Instant nextDueAt;
    private Long activeRunNo;
    private Long lastCountedRunNo;
    private boolean succeededBefore;
    private Instant createdAt;
    private Instant changedAt;
    private Instant deletedAt;

    /** For the persistence provider. */
    protected DataSync() {}

    DataSync(SyncDefinition definition, Instant now) {
        this.status = Status.OFF;
        this.version = 1;
        this.createdAt = now;
        take(definition, now);
    }

    /** Takes an edit over. The next due time is computed again if the schedule changed. */
    void edit(SyncDefinition edited, Instant now) {
        boolean rescheduled = !edited.schedule().equals(definition.schedule());
        take(edited, now);
        this.version++;
        if (rescheduled && status == Status.ON) {
            this.nextDueAt = schedule().nextAfter(now);
        }
    }

    /** The same tag under the name it has now: the only change of a frozen tag. */
    void acceptTagName(String name, Instant now) {
        SyncDefinition old = definition;
        take(
                new SyncDefinition(
                        old.description(),
                        old.listNo(),
                        new Tag(tagId, name),
                        old.jobType(),
                        old.processing(),
                        old.filters(),
                        old.schedule(),
                        old.recipients(),
                        old.guard(),
                        old.followAddressChanges()),
                now);
        this.version++;
    }

    /** Times missed while OFF are not made up. */
    void switchOn(Instant now) {
        this.status = Status.ON;
        this.version++;
        this.tagFrozen = true;
        this.nextDueAt = schedule().nextAfter(now);
        this.changedAt = now;
    }

    public void switchOff(Instant now) {
        this.status = Status.OFF;
        this.version++;
        this.nextDueAt = null;
        this.changedAt = now;
    }

    /** History stays, so the row does. Its id is never used again. */
    public void delete(Instant now) {
        this.status = Status.OFF;
        this.version++;
        this.nextDueAt = null;
        this.deletedAt = now;
        this.changedAt = now;
    }

    /** The due time is taken: a run or a skip stands for it and for everything missed up to {@code until}. */
    public void due(Instant until) {
        this.nextDueAt = schedule().nextAfter(nextDueAt.isAfter(until) ? nextDueAt : until);
    }

    /** The same wall-clock time is another moment by now, or another one comes first. */
    public void dueAgain(Instant next) {
        this.nextDueAt = next;
    }

    public void runQueued(long runNo) {
        if (activeRunNo != null) {
            throw new IllegalStateException("sync %d has active run %d".formatted(id, activeRunNo));
        }
        this.activeRunNo = runNo;
    }

    public void runStarted() {
        this.tagFrozen = true;
    }

    /** @param counted whether delta-service had counted: the next run compares itself with this one */
    public void runEnded(long runNo, boolean counted, boolean succeeded) {
        if (activeRunNo != null && activeRunNo == runNo) {
            this.activeRunNo = null;
        }
        if (counted) {
            this.lastCountedRunNo = runNo;
        }
        this.succeededBefore = succeededBefore || succeeded;
    }

    private void take(SyncDefinition taken, Instant now) {
        this.definition = taken;
        this.description = taken.description();
        this.listNo = taken.listNo();
        this.tagId = taken.tag().id();
        this.changedAt = now;
    }

    public Schedule schedule() {
        return Schedules.of(definition.schedule());
    }

    public int id() {
        return id;
    }

    public SyncDefinition definition() {
        return definition;
    }

    public Status status() {
        return status;
    }

    public boolean isOn() {
        return status == Status.ON;
    }

    public int version() {
        return version;
    }

    /** Whether it was ON or has run, so that the tag stays. */
    boolean tagFrozen() {
        return tagFrozen;
    }

    public Optional<Instant> nextDueAt() {
        return Optional.ofNullable(nextDueAt);
    }

    public Optional<Long> activeRunNo() {
        return Optional.ofNullable(activeRunNo);
    }

    public Optional<Long> lastCountedRunNo() {
        return Optional.ofNullable(lastCountedRunNo);
    }

    public boolean succeededBefore() {
        return succeededBefore;
    }

    public boolean deleted() {
        return deletedAt != null;
    }
}
