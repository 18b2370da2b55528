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

    /** The next batch, marked as being sent; empty if there is nothing to send yet. */
    Optional<Claim> claim() throws InterruptedException {
        List<Run> open = inTurn(transactions.read(runs::active).stream()
                .filter(run -> run.state() == RunState.OPEN)
                .toList());
        for (Lane lane : List.of(Lane.BULK, Lane.BULK_QUIET)) {
            Optional<Claim> claim = claim(open, lane);
            if (claim.isPresent()) {
                return claim;
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> claim(List<Run> open, Lane lane) throws InterruptedException {
        Picking picking = new Picking(
                new ImportBody(config.bulk().contacts(), config.bulk().bytes(), lane == Lane.BULK_QUIET));
        Run first = null;
        for (Run run : open) {
            int before = picking.members().size();
            if (picking.isFull() || !pick(picking, run, lane)) {
                break;
            }
            if (first == null && picking.members().size() > before) {
                first = run;
            }
        }
        settleTwins(picking);
        if (first == null || !picking.isRipe(clock.instant().minus(config.bulk().linger()))) {
            return Optional.empty();
        }
        lastRun = first.no();
        return Optional.of(leader.write(connection -> store(connection, picking, lane)));
    }

    /** False if nothing can be picked now: an answer that is needed first did not come. */
    private boolean pick(Picking picking, Run run, Lane lane) throws InterruptedException {
        int most = config.bulk().contacts();
        List<TagChange> rows = transactions.read(connection -> changes.ready(connection, run.no(), lane, most + 2));
        if (rows.isEmpty()) {
            return true;
        }
        if (!gate.isOpen(run)) {
            return true;
        }
        if (rows.size() == most + 1 && picking.members().isEmpty()) {
            // One row would be left for a batch of its own, under the smaller limit: leave two.
            rows = rows.subList(0, most - 1);
        }
        Map<Long, List<Twin>> twins = transactions.read(twinsOf(rows)).stream().collect(groupingBy(Twin::id));
        for (TagChange row : rows) {
            List<Twin> own = twins.getOrDefault(row.id(), List.of());
            if (picking.isTwin(row, own)) {
                continue;
            }
            Optional<ContactData> contact = fields.contact(run, row.address(), ProfileJson.read(row.profile()));
            if (contact.isEmpty()) {
                return false;
            }
            String tagName = row.operation() == Operation.TAG ? run.tagName() : null;
            if (!picking.add(row, own, contact.get(), tagName, run.complete())) {
                return true;
            }
        }
        return true;
    }

    private Transactions.Work<List<Twin>> twinsOf(List<TagChange> rows) {
        List<Long> ids = rows.stream().map(TagChange::id).toList();
        return connection -> changes.twins(connection, ids);
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
        long batchNo = batches.insertSending(connection, lane, members.size(), leader.epoch());
        List<Long> rows = Member.rows(members);
        if (changes.toBatch(connection, rows, batchNo) != rows.size()) {
            // A cancelled run took rows back meanwhile: choose again.
            throw new RowsTakenException();
        }
        return new Claim(Batch.first(batchNo, lane, members.size()), members, picking.body());
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
