package org.datasync.connector.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.run.RunRepository.Known;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.platform.database.DatabaseException;

/**
 * Makes a run known by whatever record of it comes first, so that nothing relies on order: decisions and closing
 * records that come before the run are kept on its row.
 */
@ApplicationScoped
public class RunRegistry {
    private final Transactions transactions;
    private final RunRepository runs;
    private final ConnectorConfig config;
    private final Clock clock;

    RunRegistry(Transactions transactions, RunRepository runs, ConnectorConfig config, Clock clock) {
        this.transactions = transactions;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    /** The run of a constituent; empty if its records can only be a late replay. */
    public Optional<Known> of(ConstituentDelta delta) {
        Optional<Known> known = find(delta.runId());
        if (known.isPresent() && known.get().hasRows()) {
            return known;
        }
        if (delta.requestedAt()
                .isBefore(clock.instant().minus(config.retention().constituents()))) {
            return Optional.empty();
        }
        if (known.isEmpty()) {
            create(() -> transactions.write(connection -> {
                runs.insert(
                        connection, delta.runId(), delta.syncId(), delta.tag(), delta.requestedAt(), clock.instant());
                return null;
            }));
        }
        Known run = find(delta.runId()).orElseThrow();
        if (!run.hasRows()) {
            transactions.write(connection -> {
                runs.learnTag(connection, run.no(), delta.tag(), delta.requestedAt());
                return null;
            });
        }
        return Optional.of(run);
    }

    /** The run that a decision or closing record is about. */
    Known of(UUID runId, int syncId) {
        Optional<Known> known = find(runId);
        if (known.isPresent()) {
            return known.get();
        }
        create(() -> transactions.write(connection -> {
            runs.insert(connection, runId, syncId, null, null, clock.instant());
            return null;
        }));
        return find(runId).orElseThrow();
    }

    Optional<Known> find(UUID runId) {
        return transactions.read(connection -> runs.known(connection, runId));
    }

    private static void create(Runnable insert) {
        try {
            insert.run();
        } catch (DatabaseException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            // Another consumer was first: its row is as good.
        }
    }
}
