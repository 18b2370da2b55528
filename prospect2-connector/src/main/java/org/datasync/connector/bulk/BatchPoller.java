package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.change.Backoff;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.prospect2.ImportProgress;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.contracts.tagging.v1.Outcome;
import org.jboss.logging.Logger;

/** Asks how far batches are, and settles the finished ones: who is not named as failed is done. */
@ApplicationScoped
public class BatchPoller {
    private static final Logger LOG = Logger.getLogger(BatchPoller.class);
    /** So often a finished batch is asked about again because why contacts failed could not be read. */
    private static final int POLLS_FOR_REASONS = 40;

    private static final String SUSPECT = "More than a fifth of a bulk import failed without a reason: the account's"
            + " contact limit may be reached, or imports are blocked; imports rest and are tried again";

    private static final int AT_ONCE = 20;
    private static final Duration TOGETHER = Duration.ofMillis(250);

    private final ConnectorConfig config;
    private final Prospect2 prospect2;
    private final Account account;
    private final Leader leader;
    private final Transactions transactions;
    private final BatchRepository batches;
    private final ChangeRepository changes;
    private final BatchSettlement settlement;
    private final BatchReplanner replanner;
    private final PollPlan polls;
    private final FailureReasons failureReasons;
    private final Suspicion suspicion;
    private final Backoff backoff;
    private final Clock clock;

    BatchPoller(
            ConnectorConfig config,
            Prospect2 prospect2,
            Account account,
            Leader leader,
            Transactions transactions,
            BatchRepository batches,
            ChangeRepository changes,
            BatchSettlement settlement,
            BatchReplanner replanner,
            PollPlan polls,
            FailureReasons failureReasons,
            Suspicion suspicion,
            Backoff backoff,
            Clock clock) {
        this.config = config;
        this.prospect2 = prospect2;
        this.account = account;
        this.leader = leader;
        this.transactions = transactions;
        this.batches = batches;
        this.changes = changes;
        this.settlement = settlement;
        this.replanner = replanner;
        this.polls = polls;
        this.failureReasons = failureReasons;
        this.suspicion = suspicion;
        this.backoff = backoff;
        this.clock = clock;
    }

    /**
     * Asks about some batches, as long as the answers come quickly; whether there are more to ask about. Where all have
     * been asked about, those that follow are waited for, to be settled together.
     */
    public boolean step() throws InterruptedException {
        if (!leader.leads() || !leader.hasTimeForRequest() || account.closed().isPresent()) {
            return false;
        }
        List<Batch> due = transactions.read(connection -> batches.dueToAsk(connection, AT_ONCE));
        List<Batch> done = new ArrayList<>();
        boolean heard = true;
        int asked = 0;
        Instant latest = clock.instant().plus(TOGETHER);
        while (heard && asked < due.size() && !clock.instant().isAfter(latest)) {
            heard = ask(due.get(asked), done);
            asked++;
        }
        settlement.endDone(done);
        return heard && (asked < due.size() || asked == AT_ONCE);
    }

    /** False if the answer is about the account. A batch that is done altogether is only added to those. */
    private boolean ask(Batch batch, List<Batch> done) throws InterruptedException {
        Reply<ImportProgress> reply = prospect2.progress(batch.batchId());
        if (reply.concernsAccount()) {
            return false;
        }
        if (reply instanceof Reply.Applied<ImportProgress> answer) {
            decide(batch, answer.value(), done);
        } else if (reply instanceof Reply.NotFound<ImportProgress>) {
            unseen(batch);
        } else {
            wait(batch);
        }
        return true;
    }

    private void decide(Batch batch, ImportProgress progress, List<Batch> done) throws InterruptedException {
        switch (progress.status()) {
            case COMPLETED -> completed(batch, progress.failed(), done);
            case FAILED, INTERRUPTED -> interrupted(batch);
            case UNSEEN -> unseen(batch);
            case WAITING, CLAIMED, ACTIVE -> {
                polls.unfinished(age(batch));
                wait(batch);
            }
        }
    }

    private void completed(Batch batch, Set<String> failed, List<Batch> done) throws InterruptedException {
        polls.finished(batch.polls());
        if (failed.isEmpty()) {
            suspicion.clear();
            done.add(batch);
            return;
        }
        List<Member> refused =
                Member.of(transactions.read(connection -> changes.ofBatch(connection, batch.no()))).stream()
                        .filter(member -> failed.contains(member.first().addressKey()))
                        .toList();
        Optional<FailureReasons.Found> reasons = failureReasons.of(refused);
        if (reasons.isEmpty() && (account.closed().isPresent() || batch.polls() < POLLS_FOR_REASONS)) {
            wait(batch);
            return;
        }
        judge(batch, refused, reasons.orElseGet(() -> FailureReasons.none(refused)));
    }

    private void judge(Batch batch, List<Member> refused, FailureReasons.Found reasons) {
        if (!suspicion.falls(batch, reasons.unexplained())) {
            settlement.end(batch, reasons.byKey());
            return;
        }
        if (backoff.isLast(0, batch.firstFailedAt())) {
            settlement.end(batch, Outcome.FAILED, "the account seems to take no more contacts");
            return;
        }
        settlement.setAside(batch, refused, suspicion.raise(SUSPECT));
    }

    /**
     * Prospect2 gave up in the middle: once more as a whole, then in halves, until the guilty contact is alone. How far
     * it came each time, it does not say.
     */
    private void interrupted(Batch batch) {
        Batch next = History.of(batch).interrupted().batch();
        if (next.interruptions() == 1) {
            leader.write(connection -> {
                batches.plan(connection, next, clock.instant());
                return null;
            });
            return;
        }
        List<Member> members = Member.of(transactions.read(connection -> changes.ofBatch(connection, batch.no())));
        replanner.halve(next, members, Outcome.UNKNOWN, "bulk import broke off");
    }

    /** Right after it was sent this is usual. Later it means that it was never queued. */
    private void unseen(Batch batch) {
        if (age(batch).compareTo(config.bulk().unseen()) < 0) {
            wait(batch);
            return;
        }
        Batch doubtful = History.of(batch).doubted().batch();
        if (doubtful.doubts() > 1) {
            settlement.end(batch, Outcome.UNKNOWN, "bulk import: not known to Prospect2");
            return;
        }
        LOG.warnf("A bulk batch is not known to Prospect2 and is sent again: batchId=%s", batch.batchId());
        leader.write(connection -> {
            batches.plan(connection, doubtful, clock.instant());
            return null;
        });
    }

    private void wait(Batch batch) {
        if (age(batch).compareTo(config.bulk().patience()) > 0) {
            settlement.end(batch, Outcome.UNKNOWN, "bulk import: not finished in time");
            return;
        }
        Instant next = polls.next(batch.sentAt(), clock.instant());
        leader.write(connection -> {
            batches.polled(connection, batch.no(), next);
            return null;
        });
    }

    private Duration age(Batch batch) {
        return Duration.between(batch.sentAt(), clock.instant());
    }
}
