package org.datasync.delta.plan;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.delta.database.Sql;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.resync.ChangeLog.Window;
import org.datasync.delta.tessitura.Prefixes;

/**
 * Makes the plan of a run, set by set in the database, from the run's copy of the members, the baseline, the recorded
 * addresses and Tessitura's addresses. Each statement is a transaction; an interrupted plan is made again from the
 * start. What Tessitura changes between two statements shows in the books, which then do not balance.
 */
public final class Planner {
    private static final int ATTEMPTS = 3;

    private final Sql names;
    private final Transactions transactions;

    public Planner(Sql names, Transactions transactions) {
        this.names = names;
        this.transactions = transactions;
    }

    /**
     * Plans again, a few times, if the books do not balance because Tessitura changed meanwhile.
     *
     * @param input what to plan from, as it is before each attempt
     */
    public Plan planBalanced(Supplier<PlanInput> input) {
        Plan plan = null;
        for (int attempt = 0; attempt < ATTEMPTS && (plan == null || !plan.result.balanced()); attempt++) {
            PlanInput current = input.get();
            plan = new Plan(current, plan(current));
        }
        return plan;
    }

    public PlanResult plan(PlanInput input) {
        Sql sql = statements(input);
        clear(sql);
        long first = number(sql, "SELECT COALESCE(MAX(sequence), 0) FROM {p2}PLAN");
        sql = sql.with("first", first).with("last", Long.MAX_VALUE);
        input.parentRunId().ifPresent(parent -> retry(input, parent.toString()));

        boolean due = findDue(sql, input);
        update(sql, "plan/without");
        long added = update(sql, "plan/added");
        long tags = added == 0 ? 0 : update(sql.fragment("change", "ADD"), "plan/tag-addresses");
        long changed = planChanged(sql, input, due);
        long baseline = number(sql, "SELECT COUNT(*) FROM {contents} b WHERE b.sync_id = {sync}");
        long left = planLeavers(sql, input);
        long losing = changed + left == 0 ? 0 : keep(sql, input);
        OutputValues.store(sql, transactions, input.output());
        return counted(sql, input, new Planned(first, added, tags, changed, left, losing), baseline);
    }

    /** Looks again, with a fresh copy of the members, which untags of a plan that waited are kept now. */
    public long keepMore(PlanInput input) {
        Sql sql = statements(input);
        sql = sql.with("first", number(sql, "SELECT COALESCE(MIN(sequence), 1) - 1 FROM {p2}PLAN WHERE run_no = {run}"))
                .with("last", number(sql, "SELECT COALESCE(MAX(sequence), 0) FROM {p2}PLAN WHERE run_no = {run}"));
        clearHolders(sql);
        update(sql, "plan/keep-members");
        update(sql, "plan/keep-forgotten");
        keep(sql, input);
        return number(
                sql,
                "SELECT COUNT(*) FROM {p2}PLAN p JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence"
                        + " WHERE p.run_no = {run} AND p.change IN ('REMOVE', 'UPDATE') AND x.outcome = 'KEPT'");
    }

    private Sql statements(PlanInput input) {
        Sql sql = transactions
                .call(connection -> Prefixes.into(connection, input.eligible().into(names)))
                .with("run", input.runNo())
                .with("sync", input.syncId())
                .with("others", input.otherSyncIds());
        boolean refused = !input.full()
                && number(sql, "SELECT COUNT(*) FROM {p2}ADDRESS WHERE sync_id = {sync} AND state = 'REFUSED'") > 0;
        for (String alias : List.of("e", "o")) {
            String condition =
                    Sql.load("plan/not-refused").replace("{alias}", alias).replace("{key}", "{key." + alias + "}");
            sql = sql.fragment("notRefused." + alias, refused ? condition : "");
        }
        return sql.fragment("notRefusedBefore", refused ? Sql.load("plan/not-refused-before") : "");
    }

    private void clear(Sql sql) {
        long before = number(sql, "SELECT COALESCE(MIN(sequence), 0) - 1 FROM {p2}PLAN WHERE run_no = {run}");
        if (before >= 0) {
            Sql rows = sql.with("first", before);
            transactions.call(connection -> rows.execute(
                    connection, "DELETE FROM {p2}PLAN_ADDRESS WHERE sequence > {first} AND run_no = {run}"));
            transactions.call(connection -> rows.execute(
                    connection,
                    "DELETE FROM {p2}PLAN_FIELD WHERE sequence > {first} AND EXISTS (SELECT 1 FROM {p2}PLAN p"
                            + " WHERE p.sequence = {p2}PLAN_FIELD.sequence AND p.run_no = {run})"));
        }
        transactions.call(connection -> sql.execute(connection, "DELETE FROM {p2}PLAN WHERE run_no = {run}"));
        transactions.call(connection -> sql.execute(connection, "DELETE FROM {p2}RUN_WITHOUT WHERE run_no = {run}"));
        transactions.call(connection -> sql.execute(connection, "DELETE FROM {p2}RUN_DUE WHERE run_no = {run}"));
        clearHolders(sql);
    }

    private void clearHolders(Sql sql) {
        transactions.call(connection -> sql.execute(connection, "DELETE FROM {p2}RUN_UNTAG WHERE run_no = {run}")
                + sql.execute(connection, "DELETE FROM {p2}RUN_HOLDER WHERE run_no = {run}"));
    }

    private void retry(PlanInput input, String parentRunId) {
        Sql sql = names.with("sync", input.syncId());
        transactions.call(connection -> sql.update(connection, "plan/retry", parentRunId)
                + sql.update(connection, "plan/retry-updates", parentRunId));
    }

    /** Returns whether anybody is due. */
    private boolean findDue(Sql sql, PlanInput input) {
        long due = 0;
        if (input.changes().isPresent() || input.parentRunId().isPresent()) {
            due += update(sql, "plan/due-before");
        }
        if (input.changes().isPresent()) {
            Window window = input.changes().get();
            Sql since = sql.with("since", window.since())
                    .with("through", window.through())
                    .fragment("due.table", "RUN_DUE")
                    .fragment("due.owner", "run_no")
                    .fragment("due.no", "{run}");
            due += update(since, "plan/due-since");
        }
        return due > 0;
    }

    private long planChanged(Sql sql, PlanInput input, boolean due) {
        long changed = input.full() ? update(sql, "plan/changed-full") : update(sql, "plan/changed-incomplete");
        if (due && !input.full()) {
            update(sql, "plan/changed-due-too");
            changed += update(sql, "plan/changed-due");
        }
        if (input.followAddressChanges() && !input.full()) {
            update(sql, "plan/changed-moved-too");
            changed += update(sql, "plan/changed-moved");
        }
        if (changed > 0) {
            if (input.full()) {
                update(sql.fragment("change", "UPDATE"), "plan/tag-addresses");
            } else {
                update(sql, "plan/changed-addresses");
            }
            long former = input.followAddressChanges() ? update(sql, "plan/untag-former") : 0;
            if (!input.full() || former > 0) {
                update(sql, "plan/changed-numbers");
            }
        }
        return changed;
    }

    private long planLeavers(Sql sql, PlanInput input) {
        long left = update(sql.fragment("change", input.untags() ? "REMOVE" : "LEFT"), "plan/removed");
        if (left > 0 && input.untags()) {
            update(sql, "plan/untag-recorded");
            update(sql, "plan/untag-unrecorded");
        }
        return left;
    }

    /** Returns how many constituents stay and lose an address. */
    private long keep(Sql sql, PlanInput input) {
        if (update(sql, "plan/untag-keys") == 0) {
            return 0;
        }
        update(sql, "plan/holders-eligible");
        update(sql, "plan/holders-recorded");
        update(sql, "plan/keep-shared");
        if (!input.otherSyncIds().isEmpty()) {
            update(sql, "plan/keep-other-syncs");
        }
        return number(sql, Sql.load("plan/count-losing"));
    }

    private PlanResult counted(Sql sql, PlanInput input, Planned planned, long baseline) {
        WithoutAddressBy by = withoutAddressBy(sql);
        long members = number(sql, "SELECT COUNT(*) FROM {p2}RUN_MEMBER WHERE run_no = {run}");
        long refused = input.full() ? 0 : number(sql, Sql.load("plan/count-refused"));
        long kept = number(sql, Sql.load("plan/count-kept-without"));
        DeltaCounts counts = new DeltaCounts(
                members,
                members - by.sum(),
                by.sum(),
                by,
                baseline,
                planned.added,
                planned.changed,
                baseline - planned.left - kept - planned.changed,
                refused,
                input.untags() ? planned.left : 0,
                input.untags() ? 0 : planned.left,
                kept);
        List<Operations> operations = planned.changed + planned.left == 0 ? List.of() : operations(sql);
        OperationCounts sums = new OperationCounts(
                planned.tags + planned(operations, "TAG"), planned(operations, "UPDATE"), planned(operations, "UNTAG"));
        long keptShared = operations.stream().mapToLong(row -> row.kept).sum();
        long last = number(sql, "SELECT COALESCE(MAX(sequence), {first}) FROM {p2}PLAN WHERE run_no = {run}");
        long removedWithout = counts.removed() == 0 ? 0 : number(sql, Sql.load("plan/count-removed-without"));
        long withAddress = counts.added() + counts.changed() + counts.removed() - removedWithout;
        boolean balanced = counts.balanced()
                && counts.unchanged() >= 0
                && number(sql, Sql.load("plan/count-firsts")) == withAddress;
        return new PlanResult(counts, sums, keptShared, planned.losing, planned.first, last, balanced);
    }

    private WithoutAddressBy withoutAddressBy(Sql sql) {
        long[] by = new long[8];
        transactions.call(connection -> sql.query(
                connection,
                "SELECT address_level, COUNT(*) FROM {p2}RUN_WITHOUT WHERE run_no = {run} GROUP BY address_level",
                result -> {
                    while (result.next()) {
                        by[Math.min(result.getInt(1), by.length - 1)] += result.getLong(2);
                    }
                    return by;
                }));
        return new WithoutAddressBy(by[0], by[1], by[2], by[3], by[4], by[5], by[6], by[7]);
    }

    private List<Operations> operations(Sql sql) {
        return transactions.call(connection -> sql.query(connection, Sql.load("plan/count-operations"), result -> {
            List<Operations> rows = new ArrayList<>();
            while (result.next()) {
                rows.add(new Operations(result.getString(1), result.getLong(2), result.getLong(3)));
            }
            return rows;
        }));
    }

    private static long planned(List<Operations> rows, String operation) {
        return rows.stream()
                .filter(row -> row.operation.equals(operation))
                .mapToLong(row -> row.planned)
                .sum();
    }

    private long update(Sql sql, String resource) {
        return transactions.call(connection -> sql.update(connection, resource));
    }

    private long number(Sql sql, String query) {
        return transactions.call((Connection connection) -> number(connection, sql, query));
    }

    private static long number(Connection connection, Sql sql, String query) throws SQLException {
        return sql.number(connection, query);
    }

    /** A stored plan with what it was made from; its books may still not balance. */
    public record Plan(PlanInput input, PlanResult result) {}

    private record Planned(long first, long added, long tags, long changed, long left, long losing) {}

    private record Operations(String operation, long planned, long kept) {}
}
