package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ChangeReason;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.Processing;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Reads a stored plan piece by piece, as the records it is published as: always the same ones. */
@ApplicationScoped
class PlanReader {
    private static final Map<Character, ChangeReason> REASONS = Map.of(
            'A', ChangeReason.AUDIT_TRAIL,
            'M', ChangeReason.MEMBERSHIP,
            'I', ChangeReason.INCOMPLETE,
            'F', ChangeReason.FULL,
            'C', ChangeReason.ADDRESS_CHANGED);

    private final Sql sql;

    PlanReader(Database database) {
        this.sql = database.sql();
    }

    /** The rows after {@code from}, at most {@code limit} and none after {@code to}. */
    PlanChunk read(Connection connection, Run run, long from, long to, int limit) throws SQLException {
        return read(connection, run, from, to, limit, "");
    }

    /** As {@link #read}, but only constituents with an outcome missing. */
    PlanChunk readUnsettled(Connection connection, Run run, long from, long to, int limit) throws SQLException {
        return read(
                connection,
                run,
                from,
                to,
                limit,
                " AND EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence AND x.outcome IS NULL)");
    }

    private PlanChunk read(Connection connection, Run run, long from, long to, int limit, String condition)
            throws SQLException {
        // The condition on the run is written so that no index answers it: the sequence is the way in, in its order.
        List<Row> rows = sql.with("run", run.runNo())
                .query(
                        connection,
                        "SELECT TOP (" + limit + ") p.sequence, p.customer_no, p.change, p.reasons, p.fname, p.lname,"
                                + " p.prefix FROM {p2}PLAN p WHERE p.sequence > ? AND p.sequence <= ?"
                                + " AND CASE WHEN p.run_no = {run} THEN 1 ELSE 0 END = 1 AND p.change <> 'LEFT'"
                                + condition + " ORDER BY p.sequence",
                        Sql.list(PlanReader::row),
                        from,
                        to);
        boolean last = rows.size() < limit;
        long through = last ? to : rows.get(rows.size() - 1).sequence;
        Map<Long, List<AddressChange>> addresses =
                rows.isEmpty() ? Map.of() : addresses(connection, run, from, through);
        Map<Long, Map<String, String>> fields = rows.isEmpty() ? Map.of() : fields(connection, from, through);
        List<ConstituentDelta> records = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<AddressChange> of = addresses.get(row.sequence);
            if (of != null) {
                records.add(record(run, row.with(fields.get(row.sequence)), of));
            }
        }
        return new PlanChunk(records, through, last);
    }

    private Map<Long, List<AddressChange>> addresses(Connection connection, Run run, long from, long through)
            throws SQLException {
        return sql.query(
                connection,
                "SELECT sequence, address_no, operation, address FROM {p2}PLAN_ADDRESS WHERE sequence > ?"
                        + " AND sequence <= ? AND run_no = ? AND (settlement_no IS NULL OR settlement_no > 0)"
                        + " ORDER BY sequence, address_no",
                result -> {
                    Map<Long, List<AddressChange>> addresses = new HashMap<>();
                    while (result.next()) {
                        addresses
                                .computeIfAbsent(result.getLong(1), sequence -> new ArrayList<>(2))
                                .add(new AddressChange(
                                        result.getInt(2), Operation.valueOf(result.getString(3)), result.getString(4)));
                    }
                    return addresses;
                },
                from,
                through,
                run.runNo());
    }

    /** Values of output sets by sequence; those of other runs in between do no harm. */
    Map<Long, Map<String, String>> fields(Connection connection, long from, long through) throws SQLException {
        return sql.query(
                connection,
                "SELECT sequence, name, field_value FROM {p2}PLAN_FIELD WHERE sequence > ? AND sequence <= ?"
                        + " AND field_value IS NOT NULL",
                result -> {
                    Map<Long, Map<String, String>> fields = new HashMap<>();
                    while (result.next()) {
                        fields.computeIfAbsent(result.getLong(1), sequence -> new HashMap<>())
                                .put(result.getString(2), result.getString(3));
                    }
                    return fields;
                },
                from,
                through);
    }

    /** What every profile has goes before an element of the same name. */
    static Profile with(Profile profile, Map<String, String> fields) {
        if (fields == null) {
            return profile;
        }
        Map<String, String> all = new HashMap<>(fields);
        all.putAll(profile.fields());
        return new Profile(profile.firstName(), profile.lastName(), all);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong(1),
                row.getInt(2),
                row.getString(3),
                row.getString(4),
                profile(row.getInt(2), row.getString(5), row.getString(6), row.getString(7)));
    }

    static Profile profile(int constituentNo, String firstName, String lastName, String prefix) {
        Map<String, String> fields = new HashMap<>();
        fields.put("CUSTOMER_NO", Integer.toString(constituentNo));
        if (!blank(prefix)) {
            fields.put("PREFIX", prefix.strip());
        }
        return new Profile(
                blank(firstName) ? null : firstName.strip(), blank(lastName) ? null : lastName.strip(), fields);
    }

    private static boolean blank(String text) {
        return text == null || text.isBlank();
    }

    private static ConstituentDelta record(Run run, Row row, List<AddressChange> addresses) {
        var request = run.request();
        var tag = request.definition().tag();
        return switch (row.change) {
            case "ADD" ->
                new ConstituentAdded(
                        run.runId(),
                        run.syncId(),
                        request.requestedAt(),
                        row.sequence,
                        row.constituentNo,
                        tag,
                        addresses,
                        row.profile,
                        processing(run));
            case "REMOVE" ->
                new ConstituentRemoved(
                        run.runId(),
                        run.syncId(),
                        request.requestedAt(),
                        row.sequence,
                        row.constituentNo,
                        tag,
                        addresses,
                        row.profile,
                        processing(run));
            case "UPDATE" ->
                new ConstituentChanged(
                        run.runId(),
                        run.syncId(),
                        request.requestedAt(),
                        row.sequence,
                        row.constituentNo,
                        tag,
                        addresses,
                        row.profile,
                        processing(run),
                        reasons(row.reasons));
            default -> throw new IllegalStateException("change " + row.change);
        };
    }

    /** On a sync's first run automations follow the option for first runs. */
    private static Processing processing(Run run) {
        ProcessingOptions options = run.request().definition().processing();
        boolean automations =
                options.triggerAutomations() && (!run.request().firstRun() || options.automationsOnFirstRun());
        return new Processing(options.triggerWebhooks(), automations);
    }

    private static List<ChangeReason> reasons(String letters) {
        return letters.chars().mapToObj(letter -> REASONS.get((char) letter)).collect(Collectors.toList());
    }

    private record Row(long sequence, int constituentNo, String change, String reasons, Profile profile) {
        Row with(Map<String, String> fields) {
            return new Row(sequence, constituentNo, change, reasons, PlanReader.with(profile, fields));
        }
    }
}
