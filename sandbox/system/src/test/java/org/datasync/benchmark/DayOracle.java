package org.datasync.benchmark;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.datasync.benchmark.DayPlan.ListOfDay;
import org.datasync.sandbox.system.Options;
import org.datasync.sandbox.system.TaggedAddresses;
import org.datasync.sandbox.tessitura.AddressFilters;
import org.datasync.sandbox.tessitura.TessituraOracle;

/** Compares the tags of all syncs with what Tessitura's tables say; these are read once for all of them. */
final class DayOracle {
    private static final int CURRENT_MEMBERS = 101;

    private final Connection connection;
    private final TessituraOracle tessitura;
    private final TaggedAddresses tagged;

    DayOracle(Connection connection, Options options) {
        this.connection = connection;
        this.tessitura = new TessituraOracle(connection);
        this.tagged = new TaggedAddresses(options);
    }

    /**
     * Those that Prospect2 refused, as delta-service has them recorded now, must be missing.
     *
     * @param tags by list
     * @param syncs by list
     */
    Result compare(Map<ListOfDay, Integer> tags, Map<ListOfDay, Integer> syncs) throws SQLException {
        SortedMap<Integer, SortedSet<String>> all =
                tessitura.eligibleAddresses(CURRENT_MEMBERS, AddressFilters.NONE.permission(1));
        long compared = 0;
        long expected = 0;
        var wrong = new TreeMap<Integer, String>();
        for (var entry : tags.entrySet()) {
            ListOfDay list = entry.getKey();
            Set<String> should = new TreeSet<>();
            for (int member : tessitura.members(list.no())) {
                should.addAll(all.get(member));
            }
            should.removeAll(refused(syncs.get(list)));
            Set<String> are = tagged.of(String.valueOf(entry.getValue()));
            compared += are.size();
            expected += should.size();
            long missing = without(should, are);
            long tooMany = without(are, should);
            if (missing > 0 || tooMany > 0) {
                wrong.put(list.no(), "%d missing, %d too many of %d".formatted(missing, tooMany, should.size()));
            }
        }
        return new Result(compared, expected, wrong);
    }

    private Set<String> refused(int sync) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT DISTINCT address_key FROM dbo.LT_P2_ADDRESS WHERE sync_id = ? AND state = 'REFUSED'")) {
            select.setInt(1, sync);
            try (ResultSet row = select.executeQuery()) {
                var addresses = new TreeSet<String>();
                while (row.next()) {
                    addresses.add(row.getString(1));
                }
                return addresses;
            }
        }
    }

    private static long without(Set<String> from, Set<String> taken) {
        return from.stream().filter(address -> !taken.contains(address)).count();
    }

    /**
     * @param compared tags in Prospect2
     * @param expected tags by Tessitura's tables
     * @param wrong by list, in numbers
     */
    record Result(long compared, long expected, Map<Integer, String> wrong) {}
}
