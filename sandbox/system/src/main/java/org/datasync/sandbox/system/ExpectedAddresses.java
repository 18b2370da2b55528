package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.datasync.sandbox.tessitura.AddressFilters;
import org.datasync.sandbox.tessitura.TessituraOracle;

/** Which addresses a sync should tag, by the tables of Tessitura alone. */
public final class ExpectedAddresses {
    private final LocalSystem system;

    public ExpectedAddresses(LocalSystem system) {
        this.system = system;
    }

    /** Of all members, each once. @param sync as the operators' API shows it */
    public SortedSet<String> of(JsonNode sync) {
        var all = new TreeSet<String>();
        byMember(sync).values().forEach(all::addAll);
        return all;
    }

    public SortedMap<Integer, SortedSet<String>> byMember(JsonNode sync) {
        try (Connection connection = system.connect(Part.DELTA)) {
            return new TessituraOracle(connection)
                    .eligibleAddresses(sync.path("listNo").asInt(), filters(connection, sync.path("filters")));
        } catch (SQLException e) {
            throw new SandboxException("Tessitura does not answer: " + e.getMessage(), e);
        }
    }

    private static AddressFilters filters(Connection connection, JsonNode filters) throws SQLException {
        return new AddressFilters(
                numbers(filters.path("contactPointPurposes")),
                numbers(filters.path("eaddressTypes")),
                filters.path("primaryOnly").asBoolean(),
                filters.path("ignoreContactPermissions").asBoolean() ? 0 : permissionType(connection),
                "Y");
    }

    private static int permissionType(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("""
                        SELECT default_value FROM dbo.T_DEFAULTS
                        WHERE parent_table = 'Impresario' AND field_name = 'P2ContactPermissionType' AND inactive = 'N'""");
                ResultSet row = select.executeQuery()) {
            return row.next() ? Integer.parseInt(row.getString(1).trim()) : 0;
        }
    }

    private static Set<Integer> numbers(JsonNode values) {
        var numbers = new HashSet<Integer>();
        values.forEach(value -> numbers.add(value.asInt()));
        return numbers;
    }
}
