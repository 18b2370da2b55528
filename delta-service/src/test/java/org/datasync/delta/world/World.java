package org.datasync.delta.world;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.delta.baseline.SettledRun;
import org.datasync.delta.baseline.Settlement;
import org.datasync.delta.database.Names;
import org.datasync.delta.database.Sql;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.delta.resync.ChangeLog;
import org.datasync.delta.tessitura.EligibleAddresses;
import org.datasync.delta.tessitura.OutputElement;

/** A small Tessitura made by hand, and runs over it without any service around. */
public final class World implements AutoCloseable {
    public static final int SYNC = 1;
    public static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    private static final Instant NOW = Instant.parse("2026-11-24T06:00:00Z");
    private static final Filters ANY = new Filters(List.of(), List.of(), false, false);
    private static final String TAG = "7";

    private static final Pattern OURS = Pattern.compile("(?:INTO|UPDATE|FROM|TABLE) dbo\\.LT_P2_");

    private final Connection owner;
    /** With no other rights than the service has in production. */
    private final Connection connection;

    private final Sql sql = Sql.of(Names.DEFAULT);
    private final Settlement settlement = new Settlement(sql);
    private final ChangeLog log = new ChangeLog(
            sql,
            List.of("TX_CONTACT_POINT_PURPOSE", "T_CUST_RANK", "TX_CUST_CONTACT_PERM_TYPE", "T_EADDRESS"),
            Duration.ofHours(2),
            true);
    private final List<Integer> members = new ArrayList<>();
    private Filters filters = ANY;
    private Optional<Integer> permission = Optional.empty();
    private List<Integer> others = List.of();
    private boolean full;
    private boolean addOnly;
    private boolean follow;
    private boolean tracking;
    private List<OutputElement> output = List.of();
    private LocalDateTime now = TODAY.atTime(6, 0);
    private UUID parent;
    private int sync = SYNC;
    private int transactionsUntil;
    private String meanwhile;
    private int nextAddress = 1;
    private int settlementNo;
    /** When a row of the audit was written is in its location column: its date may be any. */
    private final Map<Integer, String> lastLooks = new HashMap<>();

    public World() throws SQLException {
        owner = DeltaDatabase.installed();
        connection = DeltaDatabase.asService(owner);
        connection.setAutoCommit(false);
        run("INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind) VALUES (1, 'Home', 'Y'), (2, 'Work', 'Y'),"
                + " (3, 'Assistant', 'Y'), (9, 'Web', 'N')");
        run("INSERT INTO dbo.TR_PREFIX (id, description) VALUES (1, 'Ms.')");
        run("INSERT INTO dbo.T_CUSTOMER (customer_no, fname, lname) VALUES (0, NULL, 'General Public')");
        sync(SYNC);
    }

    public Connection connection() {
        return connection;
    }

    /** Another sync with the same tag. */
    public World sync(int syncId) throws SQLException {
        return run("INSERT INTO dbo.LT_P2_SYNC (sync_id, tag_id, list_no, updated_at) VALUES (" + syncId + ", '" + TAG
                + "', 101, CAST('2026-11-24 00:00:00+00:00' AS DATETIMEOFFSET(6)))");
    }

    /** A constituent with these home addresses. */
    public World constituent(int no, String... addresses) throws SQLException {
        run("INSERT INTO dbo.T_CUSTOMER (customer_no, fname, lname, prefix) VALUES (" + no + ", 'First" + no
                + "', 'Last" + no + "', 1)");
        for (String address : addresses) {
            address(no, address, "");
        }
        return this;
    }

    /** @param more further columns, as {@code inactive='Y', months='NNNNNNNNNNNN'} */
    public World address(int no, String address, String more) throws SQLException {
        Map<String, String> columns = new TreeMap<>(Map.of(
                "eaddress_type",
                "1",
                "primary_ind",
                "'N'",
                "inactive",
                "'N'",
                "market_ind",
                "'Y'",
                "months",
                "'YYYYYYYYYYYY'"));
        for (String column : more.isEmpty() ? new String[0] : more.split(", ")) {
            columns.put(column.split("=")[0], column.split("=")[1]);
        }
        return run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, address, "
                + String.join(", ", columns.keySet()) + ") VALUES (" + nextAddress++ + ", " + no + ", '"
                + address.replace("'", "''") + "', " + String.join(", ", columns.values()) + ")");
    }

    public World members(Integer... constituents) {
        members.clear();
        members.addAll(List.of(constituents));
        return this;
    }

    public World filters(Filters wanted) {
        filters = wanted;
        return this;
    }

    /** @param type 0 for none */
    public World permission(int type) {
        permission = type == 0 ? Optional.empty() : Optional.of(type);
        return this;
    }

    public World full(boolean wanted) {
        full = wanted;
        return this;
    }

    public World addOnly(boolean wanted) {
        addOnly = wanted;
        return this;
    }

    public World follow(boolean wanted) {
        follow = wanted;
        return this;
    }

    public World tracking(boolean wanted) {
        tracking = wanted;
        return this;
    }

    public World output(OutputElement... elements) {
        output = List.of(elements);
        return this;
    }

    /** The values of output elements as {@code "5 LEVEL=P"}. */
    public List<String> fields(PlannedRun run) throws SQLException {
        return sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT p.customer_no, f.name, f.field_value FROM {p2}PLAN p"
                                + " JOIN {p2}PLAN_FIELD f ON f.sequence = p.sequence AND f.field_value IS NOT NULL"
                                + " WHERE p.run_no = {run}"
                                + " ORDER BY p.customer_no, f.name",
                        Sql.list(row -> row.getInt(1) + " " + row.getString(2) + "=" + row.getString(3)));
    }

    /** The form of address of each constituent of the plan. */
    public List<String> prefixes(PlannedRun run) throws SQLException {
        return sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT prefix FROM {p2}PLAN WHERE run_no = {run} ORDER BY customer_no",
                        Sql.list(row -> row.getString(1)));
    }

    /** The database's clock. */
    public World at(LocalDateTime time) {
        now = time;
        return this;
    }

    /** A row of the audit trail. */
    public World audited(Integer constituent, String table, String action, LocalDateTime time) throws SQLException {
        return run("INSERT INTO dbo.TA_AUDIT_TRAIL (location, [date], [action], table_name, customer_no) VALUES ('"
                + now + "', '" + time + ":00', '" + action + "', '" + table + "', " + constituent + ")");
    }

    /** The sync that runs from now on, and the other ones that are ON. */
    public World running(int syncId, Integer... on) {
        sync = syncId;
        others = List.of(on);
        return this;
    }

    public World retrying(UUID run) {
        parent = run;
        return this;
    }

    /** Plans a run over the members. */
    public PlannedRun plan() throws SQLException {
        UUID runId = UUID.randomUUID();
        run(
                "INSERT INTO dbo.LT_P2_RUN (run_id, sync_id, tag_id, list_no, state, held, request, requested_at, republish,"
                        + " republished_through, planned_tag, planned_update, planned_untag, kept_shared, first_sequence,"
                        + " last_sequence, publishing_through, published_through, published_added, published_removed,"
                        + " published_changed, settled, cleaned, attempt, created_at, updated_at) VALUES ('" + runId
                        + "', "
                        + sync + ", '" + TAG
                        + "', 101, 'GENERATING', 'N', '', CURRENT_TIMESTAMP, 'N', 0, 0, 0, 0, 0, 0, 0, 0, 0,"
                        + " 0, 0, 0, 0, 'N', 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)");
        long runNo = sql.number(connection, "SELECT run_no FROM {p2}RUN WHERE run_id = ?", runId.toString());
        copyMembers(runNo);
        PlanInput input = input(runNo);
        PlanResult result = new Planner(sql, new Plain()).plan(input);
        if (tracking) {
            log.mark(connection, runNo, sync, input.changes().orElseThrow());
        }
        return new PlannedRun(runId, input, result);
    }

    /** This happens while the next plan is made, when so many of its transactions are done. */
    public World meanwhile(int transactions, String change) {
        transactionsUntil = transactions;
        meanwhile = change;
        return this;
    }

    /** Whether the plan was long enough for that. */
    public boolean hasHappened() {
        return transactionsUntil < 0;
    }

    /** As when a held plan was approved: looks again with the members of now. */
    public void lookAgain(PlannedRun run) throws SQLException {
        sql.with("run", run.runNo()).execute(connection, "DELETE FROM {p2}RUN_MEMBER WHERE run_no = {run}");
        copyMembers(run.runNo());
        new Planner(sql, new Plain()).keepMore(run.input);
    }

    /** Publishes all. */
    public World publish(PlannedRun run) throws SQLException {
        return startPublishing(run).endPublishing(run);
    }

    public World startPublishing(PlannedRun run) throws SQLException {
        settlement.keep(connection, run.settled(), NOW);
        return this;
    }

    public World endPublishing(PlannedRun run) throws SQLException {
        settlement.forgetLeavers(connection, run.settled());
        return this;
    }

    /** The plan's constituents in the order in which they are published, each with its sequence. */
    public SortedMap<Long, Integer> sequence(PlannedRun run) throws SQLException {
        return sql.with("run", run.runNo())
                .query(connection, "SELECT sequence, customer_no FROM {p2}PLAN WHERE run_no = {run}", result -> {
                    SortedMap<Long, Integer> order = new TreeMap<>();
                    while (result.next()) {
                        order.put(result.getLong(1), result.getInt(2));
                    }
                    return order;
                });
    }

    /** Gives every row that is open this outcome. */
    public World settleAll(PlannedRun run, Outcome outcome) throws SQLException {
        return settle(run, outcome, "1 = 1");
    }

    /** Gives open rows that fulfil a condition this outcome. */
    public World settle(PlannedRun run, Outcome outcome, String condition) throws SQLException {
        List<Entry> entries = sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT x.sequence, x.address_no, x.operation FROM {p2}PLAN_ADDRESS x"
                                + " JOIN {p2}PLAN p ON p.sequence = x.sequence"
                                + " WHERE x.run_no = {run} AND x.outcome IS NULL AND " + condition,
                        Sql.list(row -> new Entry(
                                row.getLong(1),
                                row.getInt(2),
                                Operation.valueOf(row.getString(3)),
                                outcome,
                                null,
                                null)));
        settlement.settle(connection, run.settled(), ++settlementNo, entries, NOW);
        return this;
    }

    /** What has no outcome yet, each with its constituent and key as {@code "5 TAG a@x.org"}. */
    public Map<String, Entry> open(PlannedRun run) throws SQLException {
        return sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT p.customer_no, x.operation, x.address_key, x.sequence, x.address_no"
                                + " FROM {p2}PLAN_ADDRESS x JOIN {p2}PLAN p ON p.sequence = x.sequence"
                                + " WHERE x.run_no = {run} AND x.outcome IS NULL",
                        result -> {
                            Map<String, Entry> open = new TreeMap<>();
                            while (result.next()) {
                                open.put(
                                        result.getInt(1) + " " + result.getString(2) + " " + result.getString(3),
                                        new Entry(
                                                result.getLong(4),
                                                result.getInt(5),
                                                Operation.valueOf(result.getString(2)),
                                                Outcome.DONE,
                                                null,
                                                null));
                            }
                            return open;
                        });
    }

    /** Outcomes as they come from the connector. */
    public World settle(PlannedRun run, List<Entry> entries) throws SQLException {
        settlement.settle(connection, run.settled(), ++settlementNo, entries, NOW);
        return this;
    }

    public long cancelAfter(PlannedRun run, long published) throws SQLException {
        return settlement.cancel(connection, run.settled(), published, NOW);
    }

    /** A whole run in which everything succeeds. */
    public PlannedRun succeed() throws SQLException {
        PlannedRun run = plan();
        publish(run).settleAll(run, Outcome.DONE);
        return run;
    }

    /** The plan's addresses as {@code "ADD 5: 1 TAG a@b.example"}, with outcome and holder where there are. */
    public List<String> rows(PlannedRun run) throws SQLException {
        return sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT p.change, p.customer_no, x.address_no, x.operation, x.address, x.outcome, x.reason,"
                                + " x.holder_no FROM {p2}PLAN p LEFT JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence"
                                + " WHERE p.run_no = {run} ORDER BY p.customer_no, x.address_no",
                        Sql.list(row -> {
                            String text = row.getString(1) + " " + row.getInt(2);
                            if (row.getString(4) != null) {
                                text += ": " + row.getInt(3) + " " + row.getString(4) + " " + row.getString(5);
                            }
                            if (row.getString(6) != null) {
                                text += " " + row.getString(6) + " " + row.getString(7);
                            }
                            return row.getString(8) == null ? text : text + " " + row.getInt(8);
                        }));
    }

    /** The recorded addresses of the running sync as {@code "5 a@b.example TAGGED"}. */
    public List<String> records() throws SQLException {
        return sql.with("sync", sync)
                .query(
                        connection,
                        "SELECT customer_no, address_key, state FROM {p2}ADDRESS WHERE sync_id = {sync}"
                                + " ORDER BY customer_no, address_key",
                        Sql.list(row -> row.getInt(1) + " " + row.getString(2) + " " + row.getString(3)));
    }

    /** Constituents whose re-import is due. */
    public List<Integer> due() throws SQLException {
        return sql.with("sync", sync)
                .query(
                        connection,
                        "SELECT customer_no FROM {p2}DUE WHERE sync_id = {sync} ORDER BY customer_no",
                        Sql.list(row -> row.getInt(1)));
    }

    /** Which of these the audit has changed since the sync looked last, read by a query of the test's own. */
    public Set<Integer> changedSince(int syncId, Set<Integer> among) throws SQLException {
        String looked = lastLooks.get(syncId);
        String at = now.toString();
        Set<Integer> changed = new TreeSet<>(sql.query(
                owner,
                "SELECT customer_no FROM dbo.TA_AUDIT_TRAIL WHERE location > ? AND location <= ?",
                Sql.list(row -> row.getInt(1)),
                looked == null ? at : looked,
                at));
        lastLooks.put(syncId, at);
        changed.retainAll(among);
        return changed;
    }

    /** Empties everything but the constituents and the syncs. */
    public World reset() throws SQLException {
        for (String table : List.of(
                "PLAN",
                "PLAN_ADDRESS",
                "PLAN_FIELD",
                "RUN",
                "RUN_MEMBER",
                "RUN_WITHOUT",
                "RUN_UNTAG",
                "RUN_HOLDER",
                "RUN_DUE",
                "ADDRESS",
                "DUE",
                "LIST_CONTENTS",
                "CHANGE",
                "CHANGE_READ")) {
            run("DELETE FROM dbo.LT_P2_" + table);
        }
        run("DELETE FROM dbo.T_EADDRESS")
                .run("DELETE FROM dbo.TX_CUST_CONTACT_PERM_TYPE")
                .run("DELETE FROM dbo.TX_CONTACT_POINT_PURPOSE")
                .run("DELETE FROM dbo.TA_AUDIT_TRAIL");
        run("UPDATE dbo.LT_P2_SYNC SET change_no = NULL");
        connection.commit();
        lastLooks.clear();
        nextAddress = 1;
        return this;
    }

    /** The plan's addresses as {@code "REMOVE 5 UNTAG a@x.org KEPT 7"}, sorted. */
    public List<String> keys(PlannedRun run) throws SQLException {
        return sql
                .with("run", run.runNo())
                .query(
                        connection,
                        "SELECT p.change, p.customer_no, x.operation, x.address_key, x.outcome, x.holder_no"
                                + " FROM {p2}PLAN p JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence"
                                + " WHERE p.run_no = {run}",
                        Sql.list(row -> row.getString(1) + " " + row.getInt(2) + " " + row.getString(3) + " "
                                + row.getString(4) + (row.getString(5) == null ? "" : " " + row.getString(5))
                                + (row.getString(6) == null ? "" : " " + row.getInt(6))))
                .stream()
                .sorted()
                .toList();
    }

    public List<Integer> baseline() throws SQLException {
        return sql.with("sync", sync)
                .query(
                        connection,
                        "SELECT customer_no FROM {contents} WHERE sync_id = {sync} ORDER BY customer_no",
                        Sql.list(row -> row.getInt(1)));
    }

    public World run(String statement) throws SQLException {
        boolean ours = OURS.matcher(statement).find();
        if (!ours) {
            connection.commit();
        }
        DeltaDatabase.execute(ours ? connection : owner, statement);
        return this;
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
        owner.close();
    }

    private void copyMembers(long runNo) throws SQLException {
        if (!members.isEmpty()) {
            run("INSERT INTO dbo.LT_P2_RUN_MEMBER (run_no, customer_no) VALUES "
                    + members.stream()
                            .map(member -> "(" + runNo + ", " + member + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private PlanInput input(long runNo) throws SQLException {
        if (tracking) {
            log.read(connection, now);
        }
        return new PlanInput(
                runNo,
                sync,
                full,
                !addOnly,
                follow,
                others,
                Optional.ofNullable(parent),
                tracking ? Optional.of(log.window(connection, sync)) : Optional.empty(),
                output,
                new EligibleAddresses(
                        filters,
                        List.of(1, 2, 3),
                        List.of(3),
                        permission,
                        "Y",
                        TODAY,
                        DeltaDatabase.needsBinaryCollation(connection)));
    }

    /** A stored plan. */
    public final class PlannedRun {
        private final UUID id;
        private final PlanInput input;
        private final PlanResult result;

        private PlannedRun(UUID id, PlanInput input, PlanResult result) {
            this.id = id;
            this.input = input;
            this.result = result;
        }

        public UUID id() {
            return id;
        }

        public long runNo() {
            return input.runNo();
        }

        public PlanResult result() {
            return result;
        }

        SettledRun settled() {
            return new SettledRun(
                    input.runNo(), input.syncId(), 101, TAG, input.otherSyncIds(), result.firstSequence());
        }
    }

    private final class Plain implements Transactions {
        @Override
        public <T> T call(Work<T> work) {
            try {
                if (meanwhile != null && transactionsUntil-- == 0) {
                    run(meanwhile);
                }
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
