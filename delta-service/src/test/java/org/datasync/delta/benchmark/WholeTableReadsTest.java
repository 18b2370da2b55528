package org.datasync.delta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.delta.baseline.SettledRun;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Sql;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.delta.plan.MemberCopy;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.delta.plan.StoredPlan;
import org.datasync.delta.resync.ChangeLog;
import org.datasync.delta.world.DeltaDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The database's own word on how it executes every statement of copy, plan and settlement. What is read whole on
 * purpose stands here:
 *
 * <ul>
 *   <li>{@code T_EADDRESS} for the holders of an address that is about to be untagged: it is compared by its key, and no
 *       index leads from a key to the spellings of an address. Only where something is untagged.
 *   <li>{@code TR_PREFIX}, a few rows.
 * </ul>
 */
class WholeTableReadsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private final Members members = new Members(3000);
    private final ChangeLog log = new ChangeLog(Members.sql(), List.of("T_EADDRESS"), Duration.ofHours(2), true);
    private Connection database;
    private Explained explained;
    private Connection connection;
    private Transactions transactions;
    private long runNo;

    @BeforeEach
    void fill() throws SQLException {
        // Always the embedded database: the other one explains in another way.
        database = DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";INIT=CREATE SCHEMA IF NOT EXISTS dbo");
        DeltaDatabase.vendor(database);
        DeltaDatabase.indexes(database);
        DeltaDatabase.migrate(database);
        members.fill(database);
        members.listBefore(database);
        members.baseline(database);
        Members.execute(
                database,
                "INSERT INTO dbo.LT_P2_SYNC (sync_id, tag_id, list_no, updated_at) SELECT 2, tag_id, list_no, updated_at"
                        + " FROM dbo.LT_P2_SYNC");
        Members.execute(
                database,
                "INSERT INTO dbo.LT_P2_ADDRESS (sync_id, customer_no, address, address_key, state, run_no, updated_at)"
                        + " SELECT 2, customer_no, address, address_key, state, run_no, updated_at FROM dbo.LT_P2_ADDRESS"
                        + " WHERE MOD(customer_no, 3) = 0");
        state("REFUSED", 13);
        state("PENDING", 17);
        state("IN_DOUBT", 19);
        Members.execute(
                database,
                "INSERT INTO dbo.TA_AUDIT_TRAIL ([date], [action], table_name, customer_no) SELECT DATEADD(minute, -x, GETDATE()),"
                        + " 'Updated', 'T_CUSTOMER', x FROM SYSTEM_RANGE(1, 60)");
        Members.execute(database, "ANALYZE");
        explained = new Explained(database);
        connection = explained.connection();
        transactions = new OneConnection();
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void theCopyReadsTheListByItsKey() {
        MemberCopy copy = new MemberCopy(Members.sql(), transactions);

        copy.take(1, Members.LIST);
        copy.count(Members.LIST);
        copy.forgetAnonymous(1);

        assertThat(explained.wholeReads()).isEmpty();
    }

    @Test
    void aPlanReadsWholeOnlyWhatItMust() throws SQLException {
        members.listAfter(database);

        PlanResult result = plan(false);
        new Planner(Members.sql(), transactions).keepMore(input(false));

        assertThat(result.counts().added()).isPositive();
        assertThat(result.counts().removed()).isPositive();
        assertThat(result.counts().changed()).isPositive();
        assertThat(explained.wholeReads())
                .containsExactly("INSERT INTO LT_P2_RUN_HOLDER: T_EADDRESS", "SELECT: TR_PREFIX");
    }

    @Test
    void aFullPlanReadsWholeOnlyWhatItMust() throws SQLException {
        plan(true);

        assertThat(explained.wholeReads()).containsExactly("SELECT: TR_PREFIX");
    }

    @Test
    void aSettlementReadsNoTableWhole() throws SQLException {
        members.listAfter(database);
        PlanResult plan = plan(false);
        Explained settling = new Explained(database);
        Settlement settlement = new Settlement(Members.sql());
        SettledRun run =
                new SettledRun(runNo, Members.SYNC, Members.LIST, Members.TAG, List.of(3), plan.firstSequence());

        settlement.keep(settling.connection(), run, NOW);
        int settlementNo = 0;
        for (Outcome outcome : List.of(Outcome.DONE, Outcome.REJECTED, Outcome.FAILED, Outcome.UNKNOWN)) {
            settlement.settle(settling.connection(), run, ++settlementNo, open(outcome), NOW);
        }
        settlement.cancel(settling.connection(), run, plan.firstSequence(), NOW);
        settlement.forgetLeavers(settling.connection(), run);
        StoredPlan.forget(settling.connection(), Members.sql().with("run", runNo), 100);

        assertThat(settling.wholeReads()).isEmpty();
    }

    private PlanResult plan(boolean full) throws SQLException {
        runNo++;
        new MemberCopy(Members.sql(), transactions).take(runNo, Members.LIST);
        return new Planner(Members.sql(), transactions).plan(input(full));
    }

    private PlanInput input(boolean full) throws SQLException {
        log.read(connection, LocalDate.now().atTime(23, 59));
        return new PlanInput(
                runNo,
                Members.SYNC,
                full,
                true,
                true,
                List.of(2),
                Optional.empty(),
                Optional.of(new ChangeLog.Window(0, 1_000_000)),
                List.of(),
                Members.eligible());
    }

    private List<Entry> open(Outcome outcome) throws SQLException {
        return Members.sql()
                .query(
                        database,
                        "SELECT TOP (20) sequence, address_no, operation FROM dbo.LT_P2_PLAN_ADDRESS WHERE run_no = "
                                + runNo + " AND outcome IS NULL ORDER BY MOD(sequence, 7)",
                        Sql.list(row -> new Entry(
                                row.getLong(1),
                                row.getInt(2),
                                Operation.valueOf(row.getString(3)),
                                outcome,
                                null,
                                null)));
    }

    private void state(String state, int every) throws SQLException {
        Members.execute(
                database,
                "UPDATE dbo.LT_P2_ADDRESS SET state = '" + state + "' WHERE sync_id = 1 AND MOD(customer_no, " + every
                        + ") = 0");
    }

    private final class OneConnection implements Transactions {
        @Override
        public <T> T call(Work<T> work) {
            try {
                return work.on(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
