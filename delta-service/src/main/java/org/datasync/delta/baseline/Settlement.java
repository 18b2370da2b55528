package org.datasync.delta.baseline;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.delta.database.Sql;

/**
 * Moves the baseline by outcomes, address by address. The first outcome of an address operation wins. Everything here
 * happens in the caller's transaction, which must hold the row of the run.
 */
public final class Settlement {
    /** The number of what this service settles itself: kept and never published rows. */
    public static final int OWN = 0;

    private static final int LONGEST_REASON = 200;
    private static final int STEP = 2000;
    private static final Sql.Rows<List<Long>> IDS = Sql.list(row -> row.getLong(1));
    private static final String ADDRESS = "{p2}ADDRESS";
    private static final String CONTENTS = "{contents}";
    private static final String DUE = "{p2}DUE";
    private static final String DONE = "s.outcome IN ('DONE', 'ALREADY')";
    private static final String PASSED = "s.reason IN ('SHARED', 'OTHER_SYNC')";
    private static final String OF_RUN = "CASE WHEN x.run_no = {run} THEN 1 ELSE 0 END = 1";
    private static final String LEFT = "{p2}PLAN x WHERE x.change = 'LEFT' AND " + OF_RUN;
    private static final String NOTHING_TO_UNTAG = "{p2}PLAN x WHERE x.change = 'REMOVE' AND " + OF_RUN
            + " AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS a WHERE a.sequence = x.sequence)";

    private final Sql names;

    public Settlement(Sql names) {
        this.names = names;
    }

    /**
     * Applies what the connector reported.
     *
     * @return how many address operations got their outcome by it
     */
    public long settle(Connection connection, SettledRun run, int settlementNo, List<Entry> entries, Instant now)
            throws SQLException {
        Sql sql = run.into(names).with("settlement", settlementNo).with("now", now);
        Collection<Entry> firsts = firsts(entries);
        long won = 0;
        for (Map.Entry<Decided, List<Long>> group : grouped(firsts).entrySet()) {
            won += mark(connection, sql, group.getKey(), group.getValue());
        }
        if (won > 0) {
            List<Long> sequences =
                    firsts.stream().map(Entry::sequence).distinct().toList();
            move(connection, sql.with("sequences", sequences), run, "x.sequence IN ({sequences})");
        }
        return won;
    }

    /** Before the plan is published: records of untags that are not done pass to whoever holds the address. */
    public void keep(Connection connection, SettledRun run, Instant now) throws SQLException {
        Sql sql = run.into(names)
                .with("settlement", OWN)
                .with("now", now)
                .fragment("kept", "x.run_no = {run} AND x.outcome = 'KEPT' AND x.reason <> 'MEMBER_AGAIN'");
        sql.update(connection, "settle/forget-strangers");
        inSteps(connection, sql, run.firstSequence(), NOTHING_TO_UNTAG, step -> {
            delete(connection, step, CONTENTS, found(connection, step, "settle/nothing-to-untag"));
            delete(connection, step, DUE, found(connection, step, "settle/nothing-to-untag-due"));
        });
        inSteps(connection, sql, run.firstSequence(), "{p2}PLAN_ADDRESS x WHERE {kept}", step -> {
            take(connection, step, "{kept} AND x.sequence > {from} AND x.sequence <= {to}");
            step.update(connection, "settle/kept-record");
            set(connection, step, "TAGGED", "", found(connection, step, "settle/kept-tagged"));
            set(
                    connection,
                    step,
                    "IN_DOUBT",
                    " AND state IN ('PENDING', 'REFUSED')",
                    found(connection, step, "settle/kept-in-doubt"));
            step.update(connection, "settle/kept-enter");
            delete(connection, step, ADDRESS, settled(connection, step, "s.outcome = 'KEPT' AND " + PASSED));
            leave(connection, step);
            step.update(connection, "settle/done");
        });
    }

    /** After the last record was published: leavers of a job that only adds are forgotten. */
    public void forgetLeavers(Connection connection, SettledRun run) throws SQLException {
        inSteps(connection, run.into(names), run.firstSequence(), LEFT, step -> {
            delete(connection, step, ADDRESS, found(connection, step, "settle/left-address"));
            delete(connection, step, DUE, found(connection, step, "settle/left-due"));
            delete(connection, step, CONTENTS, found(connection, step, "settle/left-contents"));
        });
    }

    /**
     * Settles what is never published as cancelled.
     *
     * @param published the greatest sequence that was published
     * @return how many address operations that are
     */
    public long cancel(Connection connection, SettledRun run, long published, Instant now) throws SQLException {
        Sql sql = run.into(names).with("settlement", OWN).with("now", now).with("published", published);
        long cancelled = sql.execute(
                connection,
                "UPDATE {p2}PLAN_ADDRESS SET outcome = 'CANCELLED', settlement_no = {settlement}"
                        + " WHERE sequence > {published} AND run_no = {run} AND outcome IS NULL");
        if (cancelled > 0) {
            String rows = "x.run_no = {run} AND x.outcome = 'CANCELLED'";
            inSteps(
                    connection,
                    sql,
                    published,
                    "{p2}PLAN_ADDRESS x WHERE " + rows,
                    step -> move(connection, step, run, rows + " AND x.sequence > {from} AND x.sequence <= {to}"));
        }
        return cancelled;
    }

    /**
     * Large sets go through the statements piece by piece: the embedded database does not take a sub-select of any
     * size behind {@code IN}.
     */
    private static void inSteps(Connection connection, Sql sql, long first, String rows, Step step)
            throws SQLException {
        long from = first;
        while (true) {
            long to = sql.with("from", from)
                    .number(
                            connection,
                            "SELECT COALESCE(MAX(t.sequence), 0) FROM (SELECT TOP (" + STEP + ") x.sequence FROM "
                                    + rows + " AND x.sequence > {from} ORDER BY x.sequence) t");
            if (to == 0) {
                return;
            }
            step.run(sql.with("from", from).with("to", to));
            from = to;
        }
    }

    private static Collection<Entry> firsts(List<Entry> entries) {
        Map<String, Entry> firsts = new LinkedHashMap<>();
        for (Entry entry : entries) {
            firsts.putIfAbsent(entry.sequence() + ":" + entry.addressNo(), entry);
        }
        return firsts.values();
    }

    private static Map<Decided, List<Long>> grouped(Collection<Entry> entries) {
        return entries.stream()
                .collect(groupingBy(Decided::of, LinkedHashMap::new, mapping(Entry::sequence, toList())));
    }

    private long mark(Connection connection, Sql sql, Decided decided, List<Long> sequences) throws SQLException {
        return sql.with("sequences", sequences)
                .with("address", decided.addressNo)
                .execute(
                        connection,
                        "UPDATE {p2}PLAN_ADDRESS SET outcome = ?, reason = ?, settlement_no = {settlement}"
                                + " WHERE sequence IN ({sequences}) AND address_no = {address} AND run_no = {run}"
                                + " AND operation = ? AND outcome IS NULL",
                        decided.outcome.name(),
                        decided.reason,
                        decided.operation.name());
    }

    private void move(Connection connection, Sql sql, SettledRun run, String rows) throws SQLException {
        take(connection, sql, rows);
        moveAddresses(connection, sql);
        sql.update(connection, "settle/record");
        sql.update(connection, "settle/enter");
        delete(connection, sql, DUE, found(connection, sql, "settle/updated"));
        leave(connection, sql);
        moveOtherSyncs(connection, sql, run.tagId());
        sql.update(connection, "settle/done");
    }

    private static void moveAddresses(Connection connection, Sql sql) throws SQLException {
        set(connection, sql, "TAGGED", "", settled(connection, sql, "s.operation = 'TAG' AND " + DONE));
        set(
                connection,
                sql,
                "IN_DOUBT",
                " AND state <> 'TAGGED'",
                settled(connection, sql, "s.operation = 'TAG' AND s.outcome = 'UNKNOWN'"));
        set(
                connection,
                sql,
                "IN_DOUBT",
                "",
                settled(connection, sql, "s.operation = 'UNTAG' AND s.outcome = 'UNKNOWN'"));
        // An address that has the tag, or may have it, does not lose it by a failed attempt to add it again.
        set(
                connection,
                sql,
                "PENDING",
                " AND state NOT IN ('TAGGED', 'IN_DOUBT')",
                settled(connection, sql, "s.operation = 'TAG' AND s.outcome IN ('FAILED', 'CANCELLED')"));
        List<Long> refused = settled(connection, sql, "s.operation = 'TAG' AND s.outcome = 'REJECTED'");
        if (!refused.isEmpty()) {
            sql.with("ids", refused).update(connection, "settle/refused");
        }
        // Until the removal of a constituent is complete, what was untagged is known to have had the tag.
        set(
                connection,
                sql,
                "PENDING",
                "",
                settled(connection, sql, "s.operation = 'UNTAG' AND s.change = 'REMOVE' AND " + DONE));
        delete(
                connection,
                sql,
                ADDRESS,
                settled(connection, sql, "s.operation = 'UNTAG' AND s.change = 'UPDATE' AND " + DONE));
    }

    private static void moveOtherSyncs(Connection connection, Sql sql, String tagId) throws SQLException {
        set(
                connection,
                sql,
                "PENDING",
                "",
                found(connection, sql.fragment("outcomes", "'DONE', 'ALREADY'"), "settle/other-syncs", tagId));
        set(
                connection,
                sql,
                "IN_DOUBT",
                "",
                found(connection, sql.fragment("outcomes", "'UNKNOWN'"), "settle/other-syncs", tagId));
        delete(connection, sql, CONTENTS, found(connection, sql, "settle/other-leave", tagId));
        delete(connection, sql, DUE, found(connection, sql, "settle/other-due", tagId));
    }

    /** Addresses recorded for rows of this settlement. */
    private static List<Long> settled(Connection connection, Sql sql, String condition) throws SQLException {
        return sql.query(
                connection,
                "SELECT s.address_id FROM {p2}SETTLING s WHERE s.run_no = {run} AND s.settlement_no = {settlement}"
                        + " AND s.address_id IS NOT NULL AND " + condition,
                IDS);
    }

    /**
     * Ids that a query finds: at most a few thousand. They go into the statement as numbers, because the embedded
     * database asks a sub-select behind {@code IN} again for each row.
     */
    private static List<Long> found(Connection connection, Sql sql, String resource, Object... parameters)
            throws SQLException {
        return sql.query(connection, Sql.load(resource), IDS, parameters);
    }

    private static void set(Connection connection, Sql sql, String state, String condition, List<Long> ids)
            throws SQLException {
        if (!ids.isEmpty()) {
            sql.with("ids", ids)
                    .execute(
                            connection,
                            "UPDATE {p2}ADDRESS SET state = ?, reason = NULL, run_no = {run}, updated_at = {now}"
                                    + " WHERE id IN ({ids})" + condition,
                            state);
        }
    }

    private static void delete(Connection connection, Sql sql, String table, List<Long> ids) throws SQLException {
        if (!ids.isEmpty()) {
            sql.with("ids", ids).execute(connection, "DELETE FROM " + table + " WHERE id IN ({ids})");
        }
    }

    private static int take(Connection connection, Sql sql, String rows) throws SQLException {
        return sql.fragment("rows", rows).update(connection, "settle/take");
    }

    private static void leave(Connection connection, Sql sql) throws SQLException {
        delete(connection, sql, CONTENTS, found(connection, sql, "settle/leave"));
        delete(connection, sql, ADDRESS, found(connection, sql, "settle/forget-pending"));
        delete(connection, sql, DUE, found(connection, sql, "settle/forget-due"));
    }

    /** One piece; {@code from} and {@code to} are set. */
    @FunctionalInterface
    private interface Step {
        void run(Sql sql) throws SQLException;
    }

    /** What entries with the same fate have in common: they are marked by one statement. */
    private record Decided(int addressNo, Operation operation, Outcome outcome, String reason) {
        static Decided of(Entry entry) {
            String reason = entry.reason();
            return new Decided(
                    entry.addressNo(),
                    entry.operation(),
                    entry.outcome(),
                    reason == null || reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON));
        }
    }
}
