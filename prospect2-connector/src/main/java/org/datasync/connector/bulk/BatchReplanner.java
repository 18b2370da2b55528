package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.catalog.FieldCatalog;
import org.datasync.connector.catalog.TagGate;
import org.datasync.connector.change.Backoff;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.Lane;
import org.datasync.connector.change.ProfileJson;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.ImportBody;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunRepository;
import org.datasync.connector.run.RunState;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.jboss.logging.Logger;

/** Brings batches that were planned before on their way: again, in halves, or not at all. */
@ApplicationScoped
class BatchReplanner {
    private static final Logger LOG = Logger.getLogger(BatchReplanner.class);

    private final ConnectorConfig config;
    private final Leader leader;
    private final Transactions transactions;
    private final RunRepository runs;
    private final ChangeRepository changes;
    private final BatchRepository batches;
    private final BatchSettlement settlement;
    private final TagGate gate;
    private final FieldCatalog fields;
    private final Backoff backoff;
    private final Clock clock;

    BatchReplanner(
            ConnectorConfig config,
            Leader leader,
            Transactions transactions,
            RunRepository runs,
            ChangeRepository changes,
            BatchRepository batches,
            BatchSettlement settlement,
            TagGate gate,
            FieldCatalog fields,
            Backoff backoff,
            Clock clock) {
        this.config = config;
        this.leader = leader;
        this.transactions = transactions;
        this.runs = runs;
        this.changes = changes;
        this.batches = batches;
        this.settlement = settlement;
        this.gate = gate;
        this.fields = fields;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Marks the batch as being sent; empty if it cannot be sent now, or need not be any more. */
    Optional<Claim> prepare(Batch batch) throws InterruptedException {
        List<Member> members = Member.of(transactions.read(connection -> changes.ofBatch(connection, batch.no())));
        if (members.isEmpty()) {
            settlement.end(batch, Outcome.CANCELLED, "run cancelled");
            return Optional.empty();
        }
        if (batch.doubts() > 1) {
            settlement.end(batch, Outcome.UNKNOWN, "bulk import: no answer, twice");
            return Optional.empty();
        }
        Map<Long, Run> active =
                transactions.read(runs::active).stream().collect(Collectors.toMap(Run::no, Function.identity()));
        if (giveUpStopped(batch, members, active)) {
            return Optional.empty();
        }
        ImportBody body = new ImportBody(config.bulk().contacts(), Integer.MAX_VALUE, batch.lane() == Lane.BULK_QUIET);
        for (Member member : members) {
            Run run = active.get(member.first().runNo());
            if (!gate.isOpen(run) || !add(body, member, run)) {
                postpone(batch);
                return Optional.empty();
            }
        }
        leader.write(connection -> {
            batches.sending(connection, batch.no(), leader.epoch());
            return null;
        });
        return Optional.of(new Claim(batch, members, body, true));
    }

    /** Sends the batch in two parts; a single contact has nothing to halve and gets the outcome. */
    void halve(Batch batch, List<Member> members, Outcome outcome, String reason) {
        if (members.size() == 1) {
            settlement.end(batch, outcome, reason);
            return;
        }
        List<Member> second = members.subList(members.size() / 2, members.size());
        LOG.infof("A bulk batch of %d contacts is sent in halves: %s", members.size(), reason);
        leader.write(connection -> {
            long part = batches.insertPart(connection, batch, second.size());
            changes.rebatch(connection, Member.rows(second), part);
            Batch first = History.of(batch).contacts(members.size() / 2).batch();
            batches.plan(connection, first, clock.instant());
            return null;
        });
    }

    /** Rows of cancelled and failed runs go no further. What may have been imported before is unknown then. */
    private boolean giveUpStopped(Batch batch, List<Member> members, Map<Long, Run> active) {
        List<Member> stopped = members.stream()
                .filter(member -> active.get(member.first().runNo()).state() != RunState.OPEN)
                .toList();
        if (stopped.isEmpty()) {
            return false;
        }
        leader.write(connection -> {
            for (Member member : stopped) {
                boolean cancelled = active.get(member.first().runNo()).state() == RunState.CANCELLING;
                Outcome outcome = cancelled ? Outcome.CANCELLED : Outcome.FAILED;
                changes.known(
                        connection,
                        member.rows(),
                        batch.sent() > 0 ? Outcome.UNKNOWN : outcome,
                        cancelled ? "run cancelled" : "run failed");
            }
            return null;
        });
        return true;
    }

    private boolean add(ImportBody body, Member member, Run run) throws InterruptedException {
        Optional<ContactData> contact = fields.contact(
                run, member.first().address(), ProfileJson.read(member.first().profile()));
        String tagName = member.first().operation() == Operation.TAG ? run.tagName() : null;
        contact.ifPresent(data -> body.add(data, tagName));
        return contact.isPresent();
    }

    private void postpone(Batch batch) {
        leader.write(connection -> {
            batches.plan(connection, batch, backoff.next(1));
            return null;
        });
    }
}
