package org.datasync.connector.change;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.run.RunRegistry;
import org.datasync.connector.run.RunRepository;
import org.datasync.connector.run.RunRepository.Known;
import org.datasync.connector.run.RunState;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.platform.database.DatabaseException;
import org.jboss.logging.Logger;

/**
 * Records what a poll has brought, each run's part in one transaction. Duplicates change nothing; records of finished
 * runs, and of unknown runs that are older than the topic keeps records, are refused and counted.
 */
@ApplicationScoped
class ConstituentIntake {
    private static final Logger LOG = Logger.getLogger(ConstituentIntake.class);

    private final RunRegistry registry;
    private final RunRepository runs;
    private final ChangeRepository changes;
    private final Transactions transactions;
    private final MeterRegistry meters;

    ConstituentIntake(
            RunRegistry registry,
            RunRepository runs,
            ChangeRepository changes,
            Transactions transactions,
            MeterRegistry meters) {
        this.registry = registry;
        this.runs = runs;
        this.changes = changes;
        this.transactions = transactions;
        this.meters = meters;
    }

    void accept(List<? extends ConstituentDelta> events) {
        Map<UUID, Map<Long, ConstituentDelta>> byRun = new LinkedHashMap<>();
        for (ConstituentDelta event : events) {
            byRun.computeIfAbsent(event.runId(), id -> new LinkedHashMap<>()).putIfAbsent(event.sequence(), event);
        }
        // The workers are not woken: they look five times a second, and waking them per poll would slow the intake
        // down.
        byRun.values().forEach(records -> accept(records.values()));
    }

    private void accept(Collection<ConstituentDelta> records) {
        ConstituentDelta first = records.iterator().next();
        Optional<Known> run = registry.of(first);
        if (run.isEmpty()) {
            refuse(records, "unknown and older than the topic");
            return;
        }
        if (run.get().state() == RunState.CLOSED || !store(run.get().no(), records)) {
            refuse(records, "finished");
        }
    }

    /** In the hope that all is new, which is the rule; after a duplicate again with what is really new. */
    private boolean store(long runNo, Collection<ConstituentDelta> records) {
        try {
            return transactions.write(connection -> insert(connection, runNo, records));
        } catch (DatabaseException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            return transactions.write(connection -> insertNew(connection, runNo, records));
        }
    }

    private boolean insertNew(Connection connection, long runNo, Collection<ConstituentDelta> records)
            throws SQLException {
        List<Long> present = changes.present(
                connection,
                runNo,
                records.stream().map(ConstituentDelta::sequence).toList());
        List<ConstituentDelta> missing = new ArrayList<>(records);
        missing.removeIf(record -> present.contains(record.sequence()));
        LOG.infof("%d records came again and changed nothing", records.size() - missing.size());
        return missing.isEmpty() || insert(connection, runNo, missing);
    }

    private boolean insert(Connection connection, long runNo, Collection<ConstituentDelta> records)
            throws SQLException {
        long rows = changes.insert(connection, runNo, records);
        if (runs.received(connection, runNo, count(records), rows)) {
            return true;
        }
        // It was closed a moment ago: the rows must not stay.
        changes.delete(
                connection,
                runNo,
                records.stream().map(ConstituentDelta::sequence).toList());
        return false;
    }

    private static Published count(Collection<ConstituentDelta> records) {
        long added = records.stream().filter(ConstituentAdded.class::isInstance).count();
        long removed =
                records.stream().filter(ConstituentRemoved.class::isInstance).count();
        return new Published(added, removed, records.size() - added - removed);
    }

    private void refuse(Collection<ConstituentDelta> records, String why) {
        meters.counter("datasync.change.refused", "run", why).increment(records.size());
        LOG.infof(
                "%d records refused, run is %s: runId=%s",
                records.size(), why, records.iterator().next().runId());
    }
}
