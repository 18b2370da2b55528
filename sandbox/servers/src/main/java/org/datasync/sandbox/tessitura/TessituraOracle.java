package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sync of a list should come to, worked out apart from the services: plain queries for whole tables, everything
 * else in Java, nothing shared. Holds a list in memory, so it is for tests only.
 */
public final class TessituraOracle {
    private final Connection connection;

    public TessituraOracle(Connection connection) {
        this.connection = connection;
    }

    /** Whom the criteria of a list select at this moment, without the anonymous constituent. */
    public SortedSet<Integer> members(int listNo) throws SQLException {
        try (PreparedStatement list =
                connection.prepareStatement("SELECT criteria FROM dbo.T_LIST WHERE list_no = ?")) {
            list.setInt(1, listNo);
            try (ResultSet row = list.executeQuery()) {
                if (!row.next()) {
                    throw new IllegalArgumentException("no list " + listNo);
                }
                var members = new TreeSet<>(numbers(row.getString(1)));
                members.remove(0);
                return members;
            }
        }
    }

    /**
     * The eligible addresses of every member, trimmed, in small letters and each once; an empty set for a member
     * without one.
     */
    public SortedMap<Integer, SortedSet<String>> eligibleAddresses(int listNo, AddressFilters filters)
            throws SQLException {
        var eligible = new TreeMap<Integer, SortedSet<String>>();
        members(listNo).forEach(member -> eligible.put(member, new TreeSet<>()));
        Set<Integer> permitting = filters.permissionType() == 0 ? eligible.keySet() : permitting(filters);
        Set<Integer> withPurpose = filters.purposes().isEmpty() ? Set.of() : withPurpose(filters.purposes());
        Set<Integer> mailTypes = numbers("SELECT id FROM dbo.TR_EADDRESS_TYPE WHERE email_ind = 'Y'");
        LocalDate today = today();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, months, start_dt, end_dt
                        FROM dbo.T_EADDRESS""")) {
            while (row.next()) {
                int customerNo = row.getInt("customer_no");
                if (eligible.containsKey(customerNo)
                        && permitting.contains(customerNo)
                        && mailTypes.contains(row.getInt("eaddress_type"))
                        && (filters.types().isEmpty() || filters.types().contains(row.getInt("eaddress_type")))
                        && (filters.purposes().isEmpty() || withPurpose.contains(row.getInt("eaddress_no")))
                        && (!filters.primaryOnly()
                                || row.getString("primary_ind").equals("Y"))
                        && isActive(row, today)
                        && EmailSyntax.isValid(row.getString("address"))) {
                    eligible.get(customerNo).add(EmailSyntax.key(row.getString("address")));
                }
            }
        }
        return Collections.unmodifiableSortedMap(eligible);
    }

    /** All eligible addresses of all members: what the tag should be on after a first run. */
    public SortedSet<String> distinctAddresses(int listNo, AddressFilters filters) throws SQLException {
        var all = new TreeSet<String>();
        eligibleAddresses(listNo, filters).values().forEach(all::addAll);
        return Collections.unmodifiableSortedSet(all);
    }

    private static boolean isActive(ResultSet row, LocalDate today) throws SQLException {
        String months = row.getString("months");
        return !row.getString("inactive").equals("Y")
                && (months == null || months.isBlank() || months.charAt(today.getMonthValue() - 1) == 'Y')
                && !isAfter(row.getTimestamp("start_dt"), today)
                && !isBefore(row.getTimestamp("end_dt"), today);
    }

    private static boolean isAfter(Timestamp date, LocalDate today) {
        return date != null && date.toLocalDateTime().toLocalDate().isAfter(today);
    }

    private static boolean isBefore(Timestamp date, LocalDate today) {
        return date != null && date.toLocalDateTime().toLocalDate().isBefore(today);
    }

    private LocalDate today() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT GETDATE()")) {
            row.next();
            return row.getTimestamp(1).toLocalDateTime().toLocalDate();
        }
    }

    private Set<Integer> permitting(AddressFilters filters) throws SQLException {
        try (PreparedStatement answers = connection.prepareStatement(
                "SELECT customer_no FROM dbo.TX_CUST_CONTACT_PERM_TYPE WHERE type_id = ? AND answer = ?")) {
            answers.setInt(1, filters.permissionType());
            answers.setString(2, filters.acceptingAnswer());
            return firstColumn(answers.executeQuery());
        }
    }

    private Set<Integer> withPurpose(Set<Integer> purposes) throws SQLException {
        Set<Integer> categories =
                numbers("SELECT id FROM dbo.TR_CONTACT_POINT_CATEGORY WHERE contact_point_table = 'T_EADDRESS'");
        var addresses = new HashSet<Integer>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        SELECT contact_point_category, contact_point_id, purpose_id
                        FROM dbo.TX_CONTACT_POINT_PURPOSE""")) {
            while (row.next()) {
                if (categories.contains(row.getInt(1)) && purposes.contains(row.getInt(3))) {
                    addresses.add(row.getInt(2));
                }
            }
        }
        return addresses;
    }

    private Set<Integer> numbers(String query) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return firstColumn(statement.executeQuery(query));
        }
    }

    private static Set<Integer> firstColumn(ResultSet rows) throws SQLException {
        try (rows) {
            var numbers = new HashSet<Integer>();
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
            return numbers;
        }
    }
}
