package org.datasync.notification;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;

/** Complete, plausible events; a test changes what it is about. */
public final class Runs {
    private static final AtomicInteger SYNC_IDS = new AtomicInteger(1000);

    private UUID runId = UUID.randomUUID();
    private int syncId = SYNC_IDS.incrementAndGet();
    private String description = "Members get the member journey";
    private JobType jobType = JobType.ADD_AND_REMOVE;
    private Trigger trigger = Trigger.SCHEDULED;
    private Mode mode = Mode.DELTA;
    private RunState state = RunState.SUCCEEDED;
    private Instant startedAt = Instant.parse("2026-11-24T11:00:00Z");
    private Instant finishedAt = Instant.parse("2026-11-24T11:02:05Z");
    private RunCounts counts = counts(40, 12, 3);
    private RunCounts previousCounts = counts(31, 9, 0);
    private List<Problem> problems = List.of();
    private long problemCount;
    private String reason;
    private String detail;
    private String link = "https://sync.example.org/console/runs/0b0e7e2c";
    private List<Recipient> recipients = List.of(new Recipient("box-office@example.org", When.EVERY_RUN));
    private int skippedCount;

    private Runs() {}

    public static Runs run() {
        return new Runs();
    }

    /** The same identity each time, for golden files. */
    public Runs golden() {
        runId = UUID.fromString("0b0e7e2c-6f0f-4b53-9a1e-0d6c1a2b3c4d");
        syncId = 1;
        return this;
    }

    public Runs synced(int id) {
        syncId = id;
        return this;
    }

    public Runs described(String text) {
        description = text;
        return this;
    }

    public Runs addOnly() {
        jobType = JobType.ADD_ONLY;
        return this;
    }

    public Runs triggeredBy(Trigger why) {
        trigger = why;
        return this;
    }

    public Runs full() {
        mode = Mode.FULL;
        return this;
    }

    public Runs ended(RunState how, String code, String sentence) {
        state = how;
        reason = code;
        detail = sentence;
        return this;
    }

    public Runs neverStarted() {
        startedAt = null;
        return this;
    }

    public Runs finishedAt(Instant when) {
        finishedAt = when;
        startedAt = when.minusSeconds(125);
        return this;
    }

    public Runs counted(RunCounts now, RunCounts before) {
        counts = now;
        previousCounts = before;
        return this;
    }

    public Runs withProblems(long all, List<Problem> first) {
        problemCount = all;
        problems = first;
        return this;
    }

    public Runs linkedTo(String page) {
        link = page;
        return this;
    }

    public Runs skipped(int times) {
        skippedCount = times;
        return this;
    }

    public Runs to(Recipient... who) {
        recipients = List.of(who);
        return this;
    }

    public Runs to(List<Recipient> who) {
        recipients = who;
        return this;
    }

    public RunFinished finished() {
        return new RunFinished(
                runId,
                syncId,
                definition(),
                trigger,
                mode,
                state,
                Instant.parse("2026-11-24T11:00:00Z"),
                Instant.parse("2026-11-24T10:55:00Z"),
                startedAt,
                finishedAt,
                counts,
                previousCounts,
                problems,
                problemCount,
                reason,
                detail,
                Instant.parse("2026-11-24T11:15:00Z"),
                link,
                recipients,
                skippedCount,
                null);
    }

    public RunHeld held() {
        return new RunHeld(
                runId,
                syncId,
                definition(),
                trigger,
                new DeltaCounts(
                        3210,
                        3100,
                        110,
                        new WithoutAddressBy(80, 10, 0, 5, 15, 0, 0, 0),
                        5076,
                        40,
                        3,
                        3057,
                        0,
                        2012,
                        0,
                        4),
                new OperationCounts(42, 3, 2051),
                "GUARD_REMOVALS",
                "2,015 of 5,076 constituents would lose the tag.",
                5076,
                finishedAt,
                finishedAt.plusSeconds(86_400),
                link,
                recipients);
    }

    public RunStalled stalled() {
        return new RunStalled(
                runId,
                syncId,
                definition(),
                trigger,
                "APPLYING",
                finishedAt.minusSeconds(1860),
                finishedAt,
                2096L,
                1200,
                link);
    }

    /** Books that balance, with everything done. */
    public static RunCounts counts(long added, long removed, long changed) {
        return counts(
                added,
                removed,
                changed,
                new OperationOutcomes(added + 2, added + 2, 0, 0, 0, 0, 0, 0),
                new OperationOutcomes(changed, changed, 0, 0, 0, 0, 0, 0),
                new OperationOutcomes(removed + 1, removed, 0, 1, 0, 0, 0, 0));
    }

    public static RunCounts counts(
            long added,
            long removed,
            long changed,
            OperationOutcomes tag,
            OperationOutcomes update,
            OperationOutcomes untag) {
        long unchanged = 5057;
        return new RunCounts(
                unchanged + added + changed + 110,
                unchanged + added + changed,
                110,
                new WithoutAddressBy(80, 10, 0, 5, 15, 0, 0, 0),
                changed + unchanged + 4 + removed,
                added,
                changed,
                unchanged,
                0,
                removed,
                0,
                4,
                tag,
                update,
                untag);
    }

    public static List<Problem> refused(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(n -> new Problem(50_000 + n, Operation.TAG, Outcome.REJECTED, "The address does not exist"))
                .toList();
    }

    private SyncDefinition definition() {
        return new SyncDefinition(
                description,
                101,
                new Tag("7", "Current member"),
                jobType,
                new ProcessingOptions(false, true, true),
                new Filters(List.of(3), List.of(), false, false),
                new Schedule("MULTI_DAILY", null, "06:00", 15, "22:00", null, null, null, "America/New_York"),
                recipients,
                new Guard(true, 30, 100, 50),
                false);
    }
}
