package org.datasync.sandbox.tessitura;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.SortedSet;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** One constituent by hand, in a list of its own. */
class TessituraOracleIT {
    private static final int LIST = 901;
    private static final int CONSTITUENT = 500_001;
    private static final int ADDRESS = 90_000_001;

    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        connection = Servers.tessitura("oracle", 1000).connect();
        Script.execute(connection, """
                INSERT INTO dbo.T_LIST (list_no, list_desc, criteria, inactive)
                VALUES (901, 'By hand', 'SELECT customer_no FROM dbo.T_CUSTOMER WHERE customer_no IN (0, 500001, 500002)', 'N')""");
        Script.execute(connection, """
                INSERT INTO dbo.T_CUSTOMER (customer_no, lname, inactive) VALUES (500001, 'Hand', 1), (500002, 'Bare', 1)""");
        address(1, "First@Example.org ", 1, "Y", "N", null, null);
        address(2, " first@example.ORG", 2, "N", "N", null, null);
        address(3, "inactive@example.org", 1, "N", "Y", null, null);
        address(4, "former.type@example.org", 4, "N", "N", null, null);
        address(5, "not.mail@example.org", 9, "N", "N", null, null);
        address(6, "starts.today@example.org", 1, "N", "N", "CAST(CAST(GETDATE() AS date) AS datetime)", null);
        address(7, "ends.today@example.org", 1, "N", "N", null, "CAST(CAST(GETDATE() AS date) AS datetime)");
        address(8, "starts.tomorrow@example.org", 1, "N", "N", "DATEADD(day, 1, GETDATE())", null);
        address(9, "ended.yesterday@example.org", 1, "N", "N", null, "DATEADD(day, -1, GETDATE())");
        address(10, "not valid@example.org", 1, "N", "N", null, null);
        Script.execute(connection, "UPDATE dbo.T_EADDRESS SET months = 'NNNNNNNNNNNN' WHERE eaddress_no = 90000004");
        address(11, "former.in.season@example.org", 4, "N", "N", null, null);
        Script.execute(connection, """
                INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id)
                VALUES (900000001, 3, 90000006, 4), (900000002, 1, 90000007, 4)""");
        Script.execute(connection, """
                INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer)
                VALUES (90000001, 500001, 1, 'N'), (90000002, 500001, 2, 'Y')""");
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    @Test
    void membersAreWhomTheCriteriaSelectButTheAnonymousOne() throws SQLException {
        assertThat(new TessituraOracle(connection).members(LIST)).containsExactly(CONSTITUENT, 500_002);
    }

    @Test
    void withoutFiltersEveryAddressInForceIsEligible() throws SQLException {
        SortedMap<Integer, SortedSet<String>> eligible = eligible(AddressFilters.NONE);

        assertThat(eligible.get(CONSTITUENT))
                .containsExactly(
                        "ends.today@example.org",
                        "first@example.org",
                        "former.in.season@example.org",
                        "starts.today@example.org");
        assertThat(eligible.get(500_002)).isEmpty();
    }

    @Test
    void aPurposeOfAnotherKindOfContactPointDoesNotCount() throws SQLException {
        assertThat(eligible(AddressFilters.NONE.purposes(4, 2)).get(CONSTITUENT))
                .containsExactly("starts.today@example.org");
    }

    @Test
    void anyOfTheTypesWillDo() throws SQLException {
        assertThat(eligible(AddressFilters.NONE.types(2, 9)).get(CONSTITUENT)).containsExactly("first@example.org");
    }

    @Test
    void onlyThePrimaryAddressIsLeft() throws SQLException {
        assertThat(eligible(AddressFilters.NONE.onlyPrimary()).get(CONSTITUENT)).containsExactly("first@example.org");
    }

    @Test
    void aConstituentWhoDeclinedHasNoEligibleAddress() throws SQLException {
        assertThat(eligible(AddressFilters.NONE.permission(1)).get(CONSTITUENT)).isEmpty();
        assertThat(eligible(AddressFilters.NONE.permission(2)).get(CONSTITUENT)).isNotEmpty();
    }

    @Test
    void aGeneratedListAndTheOracleAgree() throws SQLException {
        try (var call = connection.prepareCall("{call dbo.LP_P2_GENERATE_LIST(?)}")) {
            call.setInt(1, 101);
            try (var result = call.executeQuery()) {
                result.next();

                assertThat(new TessituraOracle(connection).members(101)).hasSize(result.getInt("members"));
            }
        }
    }

    private static SortedMap<Integer, SortedSet<String>> eligible(AddressFilters filters) throws SQLException {
        return new TessituraOracle(connection).eligibleAddresses(LIST, filters);
    }

    private static void address(
            int number, String address, int type, String primary, String inactive, String start, String end)
            throws SQLException {
        Script.execute(connection, """
                INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, market_ind, months, start_dt, end_dt)
                VALUES (%d, %d, %d, '%s', '%s', '%s', 'N', 'YYYYYYYYYYYY', %s, %s)""".formatted(
                        ADDRESS - 1 + number, CONSTITUENT, type, address, primary, inactive, start, end));
    }
}
