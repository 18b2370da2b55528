package org.datasync.connector.settlement;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.ChangeRepository.KnownChange;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunFailures;
import org.datasync.connector.run.RunRepository;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;

/**
 * Tells what is known and not told yet, a few times a second; gives up what cancelled and failed runs have not sent;
 * closes runs that are through.
 */
@ApplicationScoped
public class Settler {
    private static final int MOST = TagChangesSettled.MAX_ENTRIES;

    private final Leader leader;
    private final Transactions transactions;
    private final RunRepository runs;
    private final RunFailures failures;
    private final ChangeRepository changes;
    private final Settlement settlement;
    private final Clock clock;

    Settler(
            Leader leader,
            Transactions transactions,
            RunRepository runs,
            RunFailures failures,
            ChangeRepository changes,
            Settlement settlement,
            Clock clock) {
        this.leader = leader;
        this.transactions = transactions;
        this.runs = runs;
        this.failures = failures;
        this.changes = changes;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** One round over all runs; whether more is left to do at once. */
    public boolean step() {
        if (!leader.leads()) {
            return false;
        }
        boolean more = false;
        for (Run run : transactions.read(runs::active)) {
            more |= giveUp(run);
            more |= tell(run);
        }
        if (transactions.read(runs::hasFinished)) {
            leader.write(connection -> runs.closeFinished(connection, clock.instant()));
        }
        return more;
    }

    private boolean giveUp(Run run) {
        return switch (run.state()) {
            case OPEN, CLOSED -> false;
            case CANCELLING -> giveUp(run, Outcome.CANCELLED, "run cancelled");
            case FAILING -> {
                tellFailure(run);
                yield giveUp(
                        run, Outcome.FAILED, transactions.read(connection -> failures.reason(connection, run.no())));
            }
        };
    }

    private boolean giveUp(Run run, Outcome outcome, String reason) {
        if (!transactions.read(connection -> changes.hasReady(connection, run.no()))) {
            return false;
        }
        return leader.write(connection -> changes.giveUpReady(connection, run.no(), MOST, outcome, reason)) == MOST;
    }

    private void tellFailure(Run run) {
        transactions
                .read(connection -> failures.untold(connection, run.no()))
                .ifPresent(failure -> leader.write(connection -> {
                    settlement.tell(connection, run.no(), List.of(), failure);
                    failures.told(connection, run.no());
                    return null;
                }));
    }

    private boolean tell(Run run) {
        List<KnownChange> known = transactions.read(connection -> changes.known(connection, run.no(), MOST));
        if (known.isEmpty()) {
            return false;
        }
        List<Entry> entries = known.stream()
                .map(row -> Settlement.entry(row.change(), row.outcome(), row.reason()))
                .toList();
        leader.write(connection -> {
            changes.settled(
                    connection, known.stream().map(row -> row.change().id()).toList());
            settlement.tell(connection, run.no(), entries, null);
            return null;
        });
        return known.size() == MOST;
    }
}
