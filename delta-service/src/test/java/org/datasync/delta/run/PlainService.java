package org.datasync.delta.run;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.resync.Changes;
import org.datasync.delta.resync.PlainChanges;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.ListGenerator;
import org.datasync.delta.tessitura.Readers;
import org.datasync.delta.world.Configs;
import org.datasync.delta.world.HandClock;
import org.datasync.delta.world.Requests;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;

/**
 * The service without Quarkus and broker: a database in memory, one thread, a clock that stands still. What it tells
 * and publishes is kept; it can be killed at any record and started again.
 */
final class PlainService implements AutoCloseable {
    static final int LIST = 101;
    private static final Map<String, Class<? extends ConstituentDelta>> RECORDS = Map.of(
            ConstituentAdded.TOPIC, ConstituentAdded.class,
            ConstituentRemoved.TOPIC, ConstituentRemoved.class,
            ConstituentChanged.TOPIC, ConstituentChanged.class);

    final HandClock clock = new HandClock(Instant.now());
    final PlainDatabase tables;
    /** How runs ended, in the order in which it was told. */
    final List<DeltaComputed> told = new ArrayList<>();
    /** What reached the broker. */
    final List<ConstituentDelta> published = new ArrayList<>();
    /** How the list is generated. */
    ListGenerator generator = listNo -> OptionalLong.empty();
    /** Whether a generation goes on when the service dies. */
    boolean generationsOutlive;
    /** Records that the broker takes before the service dies. */
    int recordsUntilDeath = Integer.MAX_VALUE;

    private final DeltaConfig config;
    private RunStore runs;
    private RunIntake intake;
    private DecisionIntake decisions;
    private SettlementIntake settlements;
    private RunMachine machine;
    private ListCopy copies;
    private Housekeeping housekeeping;
    private int settlementNo;

    PlainService(String... settings) throws SQLException {
        String[] all = new String[settings.length + 2];
        all[0] = "generation.count-pause";
        all[1] = "PT0.001S";
        System.arraycopy(settings, 0, all, 2, settings.length);
        config = Configs.of(all);
        tables = new PlainDatabase(config);
        tables.run("INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind) VALUES (1, 'Home', 'Y')");
        tables.run(
                "INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, recalc_status, tms, inactive, num_members)"
                        + " VALUES (101, 'Members', 1, 'Y', 'Y', 'N', 0)");
        restart();
    }

    /** New objects over the same database: nothing that was in memory is left. */
    void restart() {
        recordsUntilDeath = Integer.MAX_VALUE;
        Database database = tables.database();
        Readers readers = Readers.of(database, config);
        Leadership leader = PlainLists.leader(database);
        runs = new RunStore(database, clock);
        SyncStore syncs = new SyncStore(database, clock);
        var meters = new SimpleMeterRegistry();
        var early = new EarlyRecords(database, config, clock, meters);
        var decided = new Decisions(database, null);
        WorkSignal signal = signal();
        intake = new RunIntake(database, runs, syncs, early, decided, signal);
        decisions = new DecisionIntake(database, runs, early, decided, signal);
        settlements = new SettlementIntake(database, runs, early, null, clock, meters, signal);
        Changes changes = PlainChanges.of(database, readers, config, clock);
        copies = new ListCopy(database, config, generator(), new ListLocks(database), leader, clock);
        RunEvents events = events();
        var ends = new RunEnds(runs, leader, events);
        var planning = new RunPlanning(
                database,
                runs,
                leader,
                new ListCheck(readers.lists(), readers.choices()),
                copies,
                readers.eligibility(),
                changes,
                readers.outputSets(),
                settlements,
                early,
                events,
                ends,
                clock);
        var publisher = new PlanPublisher(new PlanReader(database), runs, leader, broker(), config);
        var publishing = new RunPublishing(database, runs, leader, publisher, events, null, clock);
        machine = new RunMachine(runs, syncs, leader, planning, publishing, ends, clock, config);
        housekeeping = new Housekeeping(database, syncs, leader, clock, config);
    }

    /** Another replica that generates lists of the same database. */
    ListCopy replica() {
        Database database = tables.database();
        return new ListCopy(database, config, generator(), new ListLocks(database), PlainLists.leader(database), clock);
    }

    private ListGenerator generator() {
        return new ListGenerator() {
            @Override
            public OptionalLong generate(int listNo) throws GenerationException {
                return generator.generate(listNo);
            }

            @Override
            public boolean mayOutliveItsCaller() {
                return generationsOutlive;
            }
        };
    }

    ListCopy copies() {
        return copies;
    }

    /** Constituents with an address each. */
    PlainService constituents(int from, int to) throws SQLException {
        for (int no = from; no <= to; no++) {
            tables.run("INSERT INTO dbo.T_CUSTOMER (customer_no, fname, lname) VALUES (" + no + ", 'First', 'Last')");
            tables.run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind,"
                    + " inactive, market_ind) VALUES (" + no + ", " + no + ", 1, 'c" + no
                    + "@example.org', 'Y', 'N', 'Y')");
        }
        return this;
    }

    /** From now on generation finds these. */
    PlainService members(int from, int to) {
        generator = listNo -> {
            fill(listNo, from, to);
            return OptionalLong.of(to - from + 1);
        };
        return this;
    }

    void fill(int listNo, int from, int to) {
        tables.database().write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM dbo.T_LIST_CONTENTS WHERE list_no = " + listNo);
                for (int no = from; no <= to; no++) {
                    statement.executeUpdate("INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no) VALUES (" + listNo
                            + ", " + no + ")");
                }
                return null;
            }
        });
    }

    /** A run that is asked for and worked on until it waits for somebody or is over. */
    SyncRequested runs(int syncId) {
        SyncRequested run = Requests.run(syncId, LIST);
        request(run);
        work();
        return run;
    }

    void request(SyncRequested run) {
        tables.database().write(connection -> {
            intake.accept(run);
            return null;
        });
    }

    void decide(RunDecided decision) {
        tables.database().write(connection -> {
            decisions.accept(decision);
            return null;
        });
    }

    void settle(TagChangesSettled settlement) {
        tables.database().write(connection -> {
            settlements.accept(settlement);
            return null;
        });
    }

    /** Every record of the run, once, ends in this way. */
    void settleAll(SyncRequested run, Outcome outcome) {
        settle(Requests.settled(run, ++settlementNo, outcome, records(run)));
        work();
    }

    /** A whole first run in which everything succeeds. */
    void firstRun(int syncId) {
        settleAll(runs(syncId), Outcome.DONE);
    }

    /** The records of a run, each once, however often it was published. */
    List<ConstituentDelta> records(SyncRequested run) {
        return published.stream()
                .filter(record -> record.runId().equals(run.runId()))
                .distinct()
                .toList();
    }

    /** Takes steps until there is nothing to do now. */
    void work() {
        boolean busy = true;
        while (busy) {
            busy = false;
            for (Run run : tables.database().call(runs::active)) {
                boolean ready = machine.isReady(run);
                Run now = find(run.runId());
                if (ready) {
                    step(now);
                }
                busy |= ready || now.state() != run.state();
            }
        }
    }

    private void step(Run run) {
        try {
            machine.step(run);
        } catch (Killed e) {
            throw e;
        } catch (Exception e) {
            machine.failed(run);
        }
    }

    boolean tidy() {
        return housekeeping.step();
    }

    Run find(UUID runId) {
        return tables.database()
                .call(connection -> runs.find(connection, runId))
                .orElseThrow();
    }

    RunState state(SyncRequested run) {
        return find(run.runId()).state();
    }

    long rows(String table) throws SQLException {
        return Long.parseLong(tables.query("SELECT COUNT(*) FROM dbo.LT_P2_" + table));
    }

    @Override
    public void close() throws SQLException {
        tables.close();
    }

    private static WorkSignal signal() {
        return new WorkSignal(null) {
            @Override
            public void afterCommit() {
                // The test takes the steps itself.
            }
        };
    }

    private EventPublisher broker() {
        return new EventPublisher(Map.of(), "delta-service") {
            @Override
            public CompletableFuture<Void> publish(EventRecord event) {
                if (recordsUntilDeath == 0) {
                    throw new Killed();
                }
                recordsUntilDeath--;
                published.add(read(event));
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void flush() {
                // There is no buffer.
            }
        };
    }

    private static ConstituentDelta read(EventRecord event) {
        try {
            return EventJson.read(event.payload(), RECORDS.get(event.topic()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunEvents events() {
        return new RunEvents(null, clock) {
            @Override
            void tell(DeltaComputed event) {
                told.add(event);
            }
        };
    }

    /** The process is gone: nothing is caught, nothing is written. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** What a generator throws. */
    static ListGenerator failing(String code, boolean mayGoOn) {
        return listNo -> {
            throw new GenerationException(code, "The generation failed.", mayGoOn, null);
        };
    }
}
