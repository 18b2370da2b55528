package org.datasync.delta.explain;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.delta.explain.Explanation.Address;
import org.datasync.delta.explain.Explanation.Recorded;
import org.datasync.delta.explain.Explanation.Rule;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.tessitura.EligibilityReader;
import org.datasync.delta.tessitura.SettingsReader;

/** Asks the conditions of the plan about one constituent. Reads only; the list is not generated for it. */
@ApplicationScoped
class Explainer {
    private static final int OUTCOMES = 10;

    private final Sql sql;
    private final EligibilityReader eligibility;
    private final SettingsReader settings;
    private final History history;

    Explainer(Database database, EligibilityReader eligibility, SettingsReader settings, History history) {
        this.sql = database.sql();
        this.eligibility = eligibility;
        this.settings = settings;
        this.history = history;
    }

    Explanation explain(Connection connection, int syncId, int constituentNo, SyncDefinition definition)
            throws SQLException {
        Sql statements = eligibility
                .eligible(connection, definition.filters())
                .into(sql)
                .with("sync", syncId)
                .with("no", constituentNo)
                .with("list", definition.listNo());
        boolean member = constituentNo != 0
                && isThere(
                        connection,
                        statements,
                        "{tessitura}T_LIST_CONTENTS WHERE list_no = {list} AND customer_no = {no}");
        boolean inBaseline =
                isThere(connection, statements, "{contents} WHERE sync_id = {sync} AND customer_no = {no}");
        boolean due = isThere(connection, statements, "{p2}DUE WHERE sync_id = {sync} AND customer_no = {no}")
                || hasChanged(connection, statements);
        List<Address> addresses = addresses(connection, statements);
        List<Recorded> recorded = recorded(connection, statements);
        return new Explanation(
                constituentNo,
                isThere(connection, statements, "{tessitura}T_CUSTOMER WHERE customer_no = {no}"),
                member,
                generatedAt(connection, statements),
                inBaseline,
                due,
                change(definition, member, inBaseline, due, addresses, recorded),
                addresses,
                recorded,
                history.page(connection, constituentNo, syncId, OUTCOMES, Long.MAX_VALUE)
                        .items());
    }

    /** Whether the audit, as far as it is read, has a change that no run of the sync has looked at. */
    private boolean hasChanged(Connection connection, Sql statements) throws SQLException {
        return settings.tracksChanges(connection)
                && isThere(
                        connection,
                        statements,
                        "{p2}CHANGE c JOIN {p2}SYNC y ON y.sync_id = {sync} AND y.change_no < c.id"
                                + " WHERE c.customer_no = {no}");
    }

    private static String change(
            SyncDefinition definition,
            boolean member,
            boolean inBaseline,
            boolean due,
            List<Address> addresses,
            List<Recorded> recorded) {
        if (inBaseline && !member) {
            return PlanInput.untags(definition) ? "REMOVE" : "LEFT";
        }
        List<String> eligible = addresses.stream()
                .filter(address -> address.rule() == Rule.ELIGIBLE)
                .map(address -> key(address.address()))
                .distinct()
                .toList();
        if (!member || eligible.isEmpty()) {
            return "NONE";
        }
        if (!inBaseline) {
            return eligible.stream().allMatch(key -> isIn(recorded, key, "REFUSED")) ? "NONE" : "ADD";
        }
        boolean incomplete =
                eligible.stream().anyMatch(key -> isIn(recorded, key, "PENDING") || isIn(recorded, key, "IN_DOUBT"));
        boolean moved = definition.followAddressChanges()
                && (eligible.stream().anyMatch(key -> recorded.stream()
                                .noneMatch(known -> key(known.address()).equals(key)))
                        || recorded.stream()
                                .anyMatch(known -> List.of("TAGGED", "IN_DOUBT").contains(known.state())
                                        && !eligible.contains(key(known.address()))));
        boolean update = due && eligible.stream().anyMatch(key -> isIn(recorded, key, "TAGGED"));
        return incomplete || moved || update ? "UPDATE" : "NONE";
    }

    private static boolean isIn(List<Recorded> recorded, String key, String state) {
        return recorded.stream()
                .anyMatch(known ->
                        key(known.address()).equals(key) && known.state().equals(state));
    }

    private static String key(String address) {
        return address.strip().toLowerCase(Locale.ROOT);
    }

    private List<Address> addresses(Connection connection, Sql statements) throws SQLException {
        return statements.query(
                connection,
                "SELECT e.eaddress_no, e.address, CASE WHEN NOT ({email.e}) THEN 0 ELSE {level.e} END"
                        + " FROM {tessitura}T_EADDRESS e WHERE e.customer_no = {no} ORDER BY e.eaddress_no",
                Sql.list(row -> new Address(row.getInt(1), row.getString(2), Rule.values()[row.getInt(3)])));
    }

    private List<Recorded> recorded(Connection connection, Sql statements) throws SQLException {
        return statements.query(
                connection,
                "SELECT address, state, reason FROM {p2}ADDRESS WHERE sync_id = {sync} AND customer_no = {no}"
                        + " ORDER BY address_key",
                Sql.list(row -> new Recorded(row.getString(1), row.getString(2), row.getString(3))));
    }

    private LocalDateTime generatedAt(Connection connection, Sql statements) throws SQLException {
        return statements.query(
                connection,
                "SELECT last_used_dt FROM {tessitura}T_LIST WHERE list_no = {list}",
                result -> result.next() ? result.getObject(1, LocalDateTime.class) : null);
    }

    private static boolean isThere(Connection connection, Sql statements, String what) throws SQLException {
        return statements.number(connection, "SELECT COUNT(*) FROM " + what) > 0;
    }
}
