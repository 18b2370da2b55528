package org.datasync.connector.bulk;

import static java.util.stream.Collectors.groupingBy;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.catalog.FieldCatalog;
import org.datasync.connector.catalog.TagGate;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.ChangeRepository.Twin;
import org.datasync.connector.change.Lane;
import org.datasync.connector.change.ProfileJson;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.ImportBody;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunRepository;
import org.datasync.connector.run.RunState;
import org.datasync.contracts.delta.v1.Operation;

/**
 * Makes batches of ready rows. Each batch starts with the next run in turn, so that a small one need not wait for a
 * large one; rows of other runs that want the same fill it up.
 */
@ApplicationScoped
class BatchClaimer {
    private static final Duration TWIN_PAUSE = Duration.ofSeconds(2);

    private final ConnectorConfig config;
    private final Leader leader;
    private final Transactions transactions;
    private final RunRepository runs;
    private final ChangeRepository changes;
    private final BatchRepository batches;
    private final TagGate gate;
    private final FieldCatalog fields;
    private final Clock clock;
    private long lastRun;

    BatchClaimer(
            ConnectorConfig config,
            Leader leader,
            Transactions transactions,
            RunRepository runs,
            ChangeRepository changes,
            BatchRepository batches,
            TagGate gate,
            FieldCatalog fields,
            Clock clock) {
        this.config = config;
        this.leader = leader;
        this.transactions = transactions;
        this.runs = runs;
        this.changes = changes;
        this.batches = batches;
        this.gate = gate;
        this.fields = fields;
        this.clock = clock;
    }

    /**
     * The next batch, marked as being sent; empty if there is nothing to send yet.
     *
     * @param leastContacts a smaller batch has to wait
     * @param before what the same transaction writes first; nothing where there is no batch
     */
    Optional<Claim> claim(int leastContacts, Transactions.Work<Void> before) throws InterruptedException {
        List<Run> open = inTurn(transactions.read(runs::active).stream()
                .filter(run -> run.state() == RunState.OPEN)
                .toList());
        for (Lane lane : List.of(Lane.BULK, Lane.BULK_QUIET)) {
            Optional<Picking> picked = pick(open, lane);
            if (picked.isPresent() && picked.get().members().size() >= leastContacts) {
                lastRun = picked.get().members().get(0).first().runNo();
                return Optional.of(leader.write(connection -> {
                    before.with(connection);
                    return store(connection, picked.get(), lane);
                }));
            }
        }
        return Optional.empty();
    }

    /** Rows for one batch; empty if there are none, or more are waited for. */
    private Optional<Picking> pick(List<Run> open, Lane lane) throws InterruptedException {
        Picking picking = new Picking(
                new ImportBody(config.bulk().contacts(), config.bulk().bytes(), lane == Lane.BULK_QUIET));
        boolean more = true;
        for (int i = 0; more && i < open.size(); i++) {
            more = picking.isFull() ? leaveTwo(picking, open.get(i), lane) : pick(picking, open.get(i), lane);
        }
        picking.leaveNoneAlone();
        settleTwins(picking);
        boolean ripe = !picking.members().isEmpty()
                && picking.isRipe(clock.instant().minus(config.bulk().linger()));
        return ripe ? Optional.of(picking) : Optional.empty();
    }

    /** What is left for the next batch, as far as it matters; false if it is enough. */
    private boolean leaveTwo(Picking picking, Run run, Lane lane) {
        picking.leave(transactions
                .read(connection -> changes.ready(connection, run.no(), lane, 2))
                .size());
        return picking.left() < 2;
    }

    /** False if no more can be picked now: the batch is full, or an answer that is needed first did not come. */
    private boolean pick(Picking picking, Run run, Lane lane) throws InterruptedException {
        int most = config.bulk().contacts();
        List<TagChange> rows = transactions.read(connection -> changes.ready(connection, run.no(), lane, most + 2));
        if (rows.isEmpty() || !gate.isOpen(run)) {
            return true;
        }
        long first = rows.get(0).id();
        long last = rows.get(rows.size() - 1).id();
        Map<Long, List<Twin>> twins =
                transactions.read(connection -> changes.twins(connection, run.no(), lane, first, last)).stream()
                        .collect(groupingBy(Twin::id));
        for (TagChange row : rows) {
            if (picking.left() > 1) {
                break;
            }
            List<Twin> own = twins.getOrDefault(row.id(), List.of());
            if (picking.isTwin(row, own)) {
                continue;
            }
            Optional<ContactData> contact = fields.contact(run, row.address(), ProfileJson.read(row.profile()));
            if (contact.isEmpty()) {
                return false;
            }
            String tagName = row.operation() == Operation.TAG ? run.tagName() : null;
            if (!picking.add(row, own, contact.get(), tagName, run)) {
                picking.leave(1);
            }
        }
        return picking.left() < 2;
    }

    private void settleTwins(Picking picking) {
        if (picking.answered().isEmpty() && picking.waiting().isEmpty()) {
            return;
        }
        leader.write(connection -> {
            for (Twin twin : picking.answered()) {
                changes.known(connection, List.of(twin.id()), twin.outcome(), twin.reason());
            }
            changes.postpone(connection, picking.waiting(), clock.instant().plus(TWIN_PAUSE));
            return null;
        });
    }

    private Claim store(Connection connection, Picking picking, Lane lane) throws SQLException {
        List<Member> members = List.copyOf(picking.members());
        long batchNo = batches.insertSending(connection, lane, members.size(), leader.epoch(), picking.rowsLeft());
        List<Long> rows = Member.rows(members);
        if (changes.toBatch(connection, rows, batchNo) != rows.size()) {
            // A cancelled run took rows back meanwhile: choose again.
            throw new RowsTakenException();
        }
        return new Claim(Batch.first(batchNo, lane, members.size()), members, picking.body(), picking.left() == 0);
    }

    /** The runs after the one that was first last time come first. */
    private List<Run> inTurn(List<Run> open) {
        int next = 0;
        while (next < open.size() && open.get(next).no() <= lastRun) {
            next++;
        }
        List<Run> turned = new ArrayList<>(open);
        Collections.rotate(turned, -next);
        return turned;
    }
}
