package org.datasync.delta.tessitura;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.delta.database.Names;
import org.datasync.delta.database.Sql;
import org.datasync.delta.world.DeltaDatabase;
import org.datasync.delta.world.World;
import org.datasync.sandbox.tessitura.AddressFilters;
import org.datasync.sandbox.tessitura.Tessitura;
import org.datasync.sandbox.tessitura.TessituraOracle;
import org.datasync.sandbox.testing.AddressCase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class EligibleAddressesTest {
    private static final int EVERYBODY = 112;
    private static Connection connection;

    @BeforeAll
    static void create() throws SQLException {
        connection = DeltaDatabase.empty();
        Tessitura.create(connection, 4000, 7);
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theConditionsLetInWhatTheRulesLetIn(Filters filters, Integer permission, AddressFilters same)
            throws SQLException {
        EligibleAddresses eligible = new EligibleAddresses(
                filters,
                ids("SELECT id FROM dbo.TR_EADDRESS_TYPE WHERE email_ind = 'Y'"),
                ids("SELECT id FROM dbo.TR_CONTACT_POINT_CATEGORY WHERE contact_point_table = 'T_EADDRESS'"),
                Optional.ofNullable(permission),
                "Y",
                LocalDate.now(),
                DeltaDatabase.needsBinaryCollation(connection));
        TessituraOracle oracle = new TessituraOracle(connection);

        SortedMap<Integer, SortedSet<String>> found = found(eligible, oracle.members(EVERYBODY));

        Map<Integer, SortedSet<String>> expected = new TreeMap<>(oracle.eligibleAddresses(EVERYBODY, same));
        expected.values().removeIf(SortedSet::isEmpty);
        assertThat(expected).isNotEmpty();
        assertThat(found).isEqualTo(expected);
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(new Filters(List.of(), List.of(), false, false), null, AddressFilters.NONE),
                Arguments.of(new Filters(List.of(3), List.of(), false, false), null, AddressFilters.NONE.purposes(3)),
                Arguments.of(
                        new Filters(List.of(1, 4), List.of(), false, false), null, AddressFilters.NONE.purposes(1, 4)),
                Arguments.of(
                        new Filters(List.of(), List.of(2, 3), false, false), null, AddressFilters.NONE.types(2, 3)),
                Arguments.of(new Filters(List.of(), List.of(), true, false), null, AddressFilters.NONE.onlyPrimary()),
                Arguments.of(new Filters(List.of(), List.of(), false, false), 1, AddressFilters.NONE.permission(1)),
                Arguments.of(new Filters(List.of(), List.of(), false, true), 1, AddressFilters.NONE),
                Arguments.of(
                        new Filters(List.of(1), List.of(1), true, false),
                        1,
                        AddressFilters.NONE.purposes(1).types(1).onlyPrimary().permission(1)));
    }

    @ParameterizedTest
    @MethodSource("table")
    void judgesAsTheTableOfAllDoes(AddressCase that) throws SQLException {
        assertThat(isValid(that.address())).isEqualTo(that.valid());
    }

    static List<AddressCase> table() {
        return AddressCase.all();
    }

    @Test
    void bothEndsOfTheDatesCountAndTheTimeOfDayDoesNot() throws SQLException {
        try (World world = new World()) {
            world.constituent(1)
                    .address(1, "a@example.org", "start_dt='2026-11-24T23:59:00'")
                    .address(1, "b@example.org", "start_dt='2026-11-25T00:00:00'")
                    .address(1, "c@example.org", "end_dt='2026-11-24T00:00:00'")
                    .address(1, "d@example.org", "end_dt='2026-11-23T23:59:00'")
                    .address(1, "e@example.org", "months='NNNNNNNNNNYN'")
                    .address(1, "f@example.org", "months='YYYYYYYYYYNY'")
                    .address(1, "g@example.org", "months=NULL")
                    .address(1, "h@example.org", "months='            '")
                    .members(1);

            assertThat(world.rows(world.plan()))
                    .containsExactly(
                            "ADD 1: 1 TAG a@example.org",
                            "ADD 1: 2 TAG c@example.org",
                            "ADD 1: 3 TAG e@example.org",
                            "ADD 1: 4 TAG g@example.org",
                            "ADD 1: 5 TAG h@example.org");
        }
    }

    @Test
    void aMemberWithoutAddressIsCountedAtTheRuleThatStoppedItsBestAddress() throws SQLException {
        try (World world = new World()) {
            world.constituent(1)
                    .constituent(2)
                    .address(2, "a@example.org", "eaddress_type=9")
                    .constituent(3)
                    .address(3, "a@example.org", "inactive='Y'")
                    .address(3, "b@example.org", "end_dt='2020-01-01T00:00:00'")
                    .constituent(4)
                    .address(4, "a@example.org", "eaddress_type=2")
                    .address(4, "a@example.org", "inactive='Y'")
                    .constituent(5, "a@example.org")
                    .constituent(6, "not an address")
                    .constituent(7)
                    .address(7, "b@example.org", "primary_ind='Y'");
            world.run("UPDATE dbo.T_EADDRESS SET primary_ind = 'Y' WHERE customer_no <> 5")
                    .run("INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer)"
                            + " VALUES (1, 6, 1, 'Y'), (2, 7, 1, 'N')")
                    .filters(new Filters(List.of(), List.of(1), true, false))
                    .permission(1)
                    .members(1, 2, 3, 4, 5, 6, 7);

            var by = world.plan().result().counts().withoutAddressBy();

            assertThat(List.of(
                            by.none(),
                            by.inactive(),
                            by.season(),
                            by.type(),
                            by.purpose(),
                            by.notPrimary(),
                            by.permission(),
                            by.invalid()))
                    .containsExactly(2L, 0L, 1L, 1L, 0L, 1L, 1L, 1L);
        }
    }

    private static SortedMap<Integer, SortedSet<String>> found(EligibleAddresses eligible, SortedSet<Integer> members)
            throws SQLException {
        Sql sql = eligible.into(Sql.of(Names.DEFAULT));
        SortedMap<Integer, SortedSet<String>> found = sql.query(
                connection, "SELECT e.customer_no, {key.e} FROM {tessitura}T_EADDRESS e WHERE {eligible.e}", result -> {
                    SortedMap<Integer, SortedSet<String>> rows = new TreeMap<>();
                    while (result.next()) {
                        rows.computeIfAbsent(result.getInt(1), no -> new TreeSet<>())
                                .add(result.getString(2));
                    }
                    return rows;
                });
        found.keySet().retainAll(members);
        return found;
    }

    private static boolean isValid(String address) throws SQLException {
        Sql sql = new EligibleAddresses(
                        new Filters(List.of(), List.of(), false, false),
                        List.of(1),
                        List.of(3),
                        Optional.empty(),
                        "Y",
                        LocalDate.now(),
                        DeltaDatabase.needsBinaryCollation(connection))
                .into(Sql.of(Names.DEFAULT));
        return sql.number(
                        connection,
                        "SELECT COUNT(*) FROM (SELECT CAST(? AS VARCHAR(100)) AS address) e WHERE {valid.e}",
                        address)
                == 1;
    }

    private static List<Integer> ids(String query) throws SQLException {
        return Sql.of(Names.DEFAULT).query(connection, query, Sql.list(row -> row.getInt(1)));
    }
}
