package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datasync.connector.change.Backoff;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.contracts.tagging.v1.Outcome;
import org.jboss.logging.Logger;

/**
 * Sends bulk batches, one after the other, and decides what an answer means for their rows. One thread only: a batch
 * that is marked as being sent and not in its hands is in doubt.
 */
@ApplicationScoped
public class BatchSender {
    private static final Logger LOG = Logger.getLogger(BatchSender.class);
    private static final String NO_REASON = "refused by bulk import, no reason given";
    /** A batch of 250 with one bad contact is refused at most that often until the contact is alone. */
    private static final int REFUSALS_OF_ONE = 10;

    private final Prospect2 prospect2;
    private final Account account;
    private final Leader leader;
    private final Transactions transactions;
    private final BatchClaimer claimer;
    private final BatchReplanner replanner;
    private final BatchRepository batches;
    private final ChangeRepository changes;
    private final BatchSettlement settlement;
    private final PollPlan polls;
    private final Suspicion suspicion;
    private final Backoff backoff;
    private final Clock clock;
    private long tidyInEpoch = -1;
    private int refusalsInARow;
    /** Not written down yet: the transaction of the next batch does that too. Null for none. */
    private Queued queued;

    BatchSender(
            Prospect2 prospect2,
            Account account,
            Leader leader,
            Transactions transactions,
            BatchClaimer claimer,
            BatchReplanner replanner,
            BatchRepository batches,
            ChangeRepository changes,
            BatchSettlement settlement,
            PollPlan polls,
            Suspicion suspicion,
            Backoff backoff,
            Clock clock) {
        this.prospect2 = prospect2;
        this.account = account;
        this.leader = leader;
        this.transactions = transactions;
        this.claimer = claimer;
        this.replanner = replanner;
        this.batches = batches;
        this.changes = changes;
        this.settlement = settlement;
        this.polls = polls;
        this.suspicion = suspicion;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Sends at most one batch; whether there may be more. */
    public boolean step() throws InterruptedException {
        if (!leader.leads()) {
            return false;
        }
        tidy();
        if (!leader.hasTimeForRequest() || account.closed().isPresent() || suspicion.rests()) {
            writeDown();
            return false;
        }
        long epoch = tidyInEpoch;
        tidyInEpoch = -1;
        boolean worked = sendNext();
        tidyInEpoch = epoch;
        return worked;
    }

    /** After a take-over, and after a step that broke off. */
    private void tidy() {
        long epoch = leader.epoch();
        if (tidyInEpoch == epoch) {
            return;
        }
        if (queued != null && queued.epoch() == epoch) {
            writeDown();
        }
        queued = null;
        int doubtful = leader.write(batches::doubtSending);
        if (doubtful > 0) {
            LOG.warnf("%d bulk batches are in doubt: their sender broke off", doubtful);
        }
        tidyInEpoch = epoch;
    }

    private boolean sendNext() throws InterruptedException {
        int leastContacts = prospect2.takesSingleImport() ? 1 : 2;
        Optional<Batch> planned = transactions.read(connection -> batches.dueToSend(connection, leastContacts));
        Optional<Claim> claim = planned.isPresent() ? replanner.prepare(planned.get()) : claimNext(leastContacts);
        if (planned.isPresent() || claim.isEmpty()) {
            writeDown();
        }
        if (claim.isEmpty()) {
            return planned.isPresent();
        }
        decide(claim.get(), prospect2.queueImport(claim.get().body()));
        return true;
    }

    private Optional<Claim> claimNext(int leastContacts) throws InterruptedException {
        Queued before = queued;
        Optional<Claim> claim = claimer.claim(leastContacts, connection -> {
            if (before != null) {
                batches.sent(connection, before);
            }
            return null;
        });
        if (claim.isPresent()) {
            queued = null;
        }
        return claim;
    }

    private void writeDown() {
        if (queued == null) {
            return;
        }
        leader.write(connection -> {
            batches.sent(connection, queued);
            return null;
        });
        queued = null;
    }

    private void decide(Claim claim, Reply<String> reply) {
        Batch batch = claim.batch();
        if (reply instanceof Reply.Applied<String> taken) {
            Instant now = clock.instant();
            refusalsInARow = 0;
            queued = new Queued(batch.no(), taken.value(), now, polls.first(now, claim.last()), leader.epoch());
        } else if (reply instanceof Reply.Rejected<String> rejected) {
            refused(claim, rejected);
        } else if (reply instanceof Reply.InDoubt<String> lost) {
            lost(batch, lost.reason());
        } else if (reply instanceof Reply.Later<String> later) {
            failed(batch, later.reason(), later.maybeApplied());
        } else if (reply instanceof Reply.NotFound<String>) {
            failed(batch, "bulk import not found", false);
        } else {
            // The account rests or is blocked: nothing is wrong with the batch.
            plan(reply.maybeApplied() ? History.of(batch).sent().batch() : batch);
        }
    }

    /** Nothing was queued. The contacts named are refused and the rest is sent; if none is named, both halves are. */
    private void refused(Claim claim, Reply.Rejected<String> rejected) {
        Set<Integer> named = new HashSet<>();
        List<Reply.RefusedContact> contacts = rejected.contacts().stream()
                .filter(contact -> contact.index() < claim.members().size() && named.add(contact.index()))
                .toList();
        if (contacts.isEmpty()) {
            refusedAsAWhole(claim, rejected.reason());
            return;
        }
        refusalsInARow = 0;
        leader.write(connection -> {
            for (Reply.RefusedContact contact : contacts) {
                changes.known(
                        connection,
                        claim.members().get(contact.index()).rows(),
                        Outcome.REJECTED,
                        contact.reason().isBlank() ? NO_REASON : contact.reason());
            }
            rest(connection, claim, named);
            return null;
        });
    }

    /** Where nothing is taken any more, whatever it carries, it is not the fault of the contact that is alone now. */
    private void refusedAsAWhole(Claim claim, String reason) {
        Batch batch = claim.batch();
        refusalsInARow++;
        if (claim.members().size() > 1 || refusalsInARow <= REFUSALS_OF_ONE) {
            replanner.halve(batch, claim.members(), Outcome.REJECTED, reason);
            return;
        }
        if (backoff.isLast(0, batch.firstFailedAt())) {
            settlement.end(batch, Outcome.FAILED, "bulk import: " + reason);
            return;
        }
        Instant next = suspicion.raise("Bulk imports are refused, whatever they carry; they rest and are tried again");
        leader.write(connection -> {
            batches.plan(connection, History.of(batch).failed(clock.instant()).batch(), next);
            return null;
        });
    }

    private void rest(Connection connection, Claim claim, Set<Integer> named) throws SQLException {
        List<Member> left = new ArrayList<>();
        for (int i = 0; i < claim.members().size(); i++) {
            if (!named.contains(i)) {
                left.add(claim.members().get(i));
            }
        }
        if (left.isEmpty()) {
            batches.end(connection, claim.batch().no());
            return;
        }
        batches.plan(connection, History.of(claim.batch()).contacts(left.size()).batch(), clock.instant());
    }

    /** Sent again once with the same contacts, which does no harm to data; after a second loss nobody will know. */
    private void lost(Batch batch, String reason) {
        Batch doubtful = History.of(batch).sent().doubted().batch();
        if (doubtful.doubts() > 1) {
            settlement.end(batch, Outcome.UNKNOWN, "bulk import: " + reason);
            return;
        }
        LOG.infof("A bulk batch is in doubt and is sent again: %s", reason);
        leader.write(connection -> {
            batches.plan(connection, doubtful, backoff.next(1));
            return null;
        });
    }

    private void failed(Batch batch, String reason, boolean maybeApplied) {
        if (backoff.isLast(batch.failures() + 1, batch.firstFailedAt())) {
            boolean unknown = maybeApplied || batch.sent() > 0;
            settlement.end(batch, unknown ? Outcome.UNKNOWN : Outcome.FAILED, "bulk import: " + reason);
            return;
        }
        History history = History.of(batch).failed(clock.instant());
        Batch next = (maybeApplied ? history.sent() : history).batch();
        leader.write(connection -> {
            batches.plan(connection, next, backoff.next(next.failures()));
            return null;
        });
    }

    private void plan(Batch batch) {
        leader.write(connection -> {
            batches.plan(connection, batch, clock.instant());
            return null;
        });
    }
}
