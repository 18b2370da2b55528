package org.datasync.sandbox.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.tessitura.AddressFilters;
import org.datasync.sandbox.tessitura.TessituraOracle;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorldServerIT {
    private static final int MEMBERS = 101;
    private static final int SEASON_PASSES = 110;

    private static TestDatabase database;
    private static Connection connection;
    private static WorldServer server;

    @BeforeAll
    static void start() throws SQLException {
        database = Servers.tessitura("world", 2000);
        connection = database.connect();
        server = WorldServer.start(0, database);
    }

    @AfterAll
    static void stop() throws SQLException {
        server.close();
        connection.close();
    }

    @Test
    void whoLapsesLeavesTheListAndHadAnEligibleAddress() throws Exception {
        var before = oracle().eligibleAddresses(MEMBERS, AddressFilters.NONE.permission(1));
        int audits = audits();

        List<Integer> lapsed = happen("/memberships/lapse?count=5");

        SortedSet<Integer> left = new TreeSet<>(before.keySet());
        left.removeAll(oracle().members(MEMBERS));
        assertThat(lapsed).hasSize(5).containsExactlyInAnyOrderElementsOf(left);
        assertThat(lapsed).allSatisfy(member -> assertThat(before.get(member)).isNotEmpty());
        assertThat(audits() - audits).isEqualTo(15);
        assertThat(columnsOf(lapsed.get(0), "TX_CUST_MEMBERSHIP")).contains("cur_record", "current_status", "expr_dt");
        assertThat(number("SELECT COUNT(*) FROM dbo.TA_AUDIT_MEMBERSHIP WHERE [action] = 'Updated' AND column_updated"
                        + " = 'current_status' AND customer_no = " + lapsed.get(0)))
                .isEqualTo(1);
    }

    @Test
    void whatHappensAmongSomeConcernsNobodyElse() throws Exception {
        var some = new World(connection).among(1000, 1300);

        assertThat(some.lapseMemberships(3)).hasSize(3).allMatch(number -> number >= 1000 && number <= 1300);
        assertThat(some.beginMemberships(3)).hasSize(3).allMatch(number -> number >= 1000 && number <= 1300);
        assertThat(some.changeAddresses(3)).hasSize(3).allMatch(number -> number >= 1000 && number <= 1300);
    }

    @Test
    void whoBeginsAppearsInTheListWithAnAddress() throws Exception {
        SortedSet<Integer> before = oracle().members(MEMBERS);

        List<Integer> begun = happen("/memberships/begin?count=4");

        assertThat(begun).hasSize(4).doesNotContainAnyElementsOf(before);
        assertThat(oracle().members(MEMBERS)).containsAll(begun);
        assertThat(oracle().eligibleAddresses(MEMBERS, AddressFilters.NONE.permission(1)))
                .hasEntrySatisfying(
                        begun.get(0), addresses -> assertThat(addresses).isNotEmpty());
        assertThat(number(
                        "SELECT COUNT(*) FROM dbo.TA_AUDIT_TRAIL WHERE [action] = 'Inserted' AND column_updated IS NULL"
                                + " AND table_name = 'TX_CUST_MEMBERSHIP' AND customer_no = " + begun.get(0)))
                .isEqualTo(1);
    }

    @Test
    void anUpgradeChangesMembersWhoStay() throws Exception {
        SortedSet<Integer> before = oracle().members(MEMBERS);

        List<Integer> upgraded = happen("/memberships/upgrade?count=3");

        assertThat(before).containsAll(upgraded);
        assertThat(oracle().members(MEMBERS)).containsAll(upgraded);
        assertThat(columnsOf(upgraded.get(0), "TX_CUST_MEMBERSHIP")).contains("memb_level", "memb_amt");
    }

    @Test
    void aChangedAddressTakesThePlaceOfTheOldOne() throws Exception {
        var before = oracle().eligibleAddresses(MEMBERS, AddressFilters.NONE);

        List<Integer> changed = happen("/addresses/change?count=3");
        List<Integer> others = happen("/addresses/change?count=3");

        var after = oracle().eligibleAddresses(MEMBERS, AddressFilters.NONE);
        assertThat(changed).hasSize(3).doesNotContainAnyElementsOf(others);
        assertThat(changed).allSatisfy(member -> {
            assertThat(after.get(member)).isNotEqualTo(before.get(member)).anyMatch(a -> a.startsWith("moved."));
            assertThat(after.get(member)).hasSameSizeAs(before.get(member));
        });
        assertThat(columnsOf(changed.get(0), "T_EADDRESS")).contains("address");
    }

    @Test
    void aMergedMemberIsReplacedByTheConstituentThatIsKept() throws Exception {
        SortedSet<Integer> before = oracle().members(MEMBERS);
        int moves = moves();

        JsonNode answer = json(post("/constituents/merge?count=2"));

        List<Integer> deleted = numbers(answer.get("constituents"));
        List<Integer> kept = numbers(answer.get("kept"));
        assertThat(before).containsAll(deleted).doesNotContainAnyElementsOf(kept);
        assertThat(oracle().members(MEMBERS)).containsAll(kept).doesNotContainAnyElementsOf(deleted);
        assertThat(number("SELECT COUNT(*) FROM dbo.T_EADDRESS WHERE customer_no = " + deleted.get(0)))
                .isZero();
        assertThat(number("SELECT COUNT(*) FROM dbo.T_MERGED WHERE kept_id = " + kept.get(0) + " AND delete_id = "
                        + deleted.get(0)))
                .isEqualTo(1);
        assertThat(columnsOf(deleted.get(0), "T_CUSTOMER")).contains("inactive");
        assertThat(moves() - moves)
                .isEqualTo(number("SELECT COUNT(*) FROM dbo.TX_CUST_MEMBERSHIP WHERE customer_no IN (" + kept.get(0)
                        + ", " + kept.get(1) + ")"));
    }

    @Test
    void theEndOfTheSeasonEmptiesItsList() throws Exception {
        assertThat(oracle().members(SEASON_PASSES)).isNotEmpty();

        List<Integer> ended = happen("/seasons/end");

        assertThat(ended).isNotEmpty();
        assertThat(oracle().members(SEASON_PASSES)).isEmpty();
    }

    @Test
    void oneSaveHasOneDate() throws Exception {
        List<Integer> changed = happen("/memberships/lapse?count=2");

        assertThat(number("SELECT COUNT(DISTINCT [date]) FROM dbo.TA_AUDIT_TRAIL WHERE column_updated = 'cur_record'"
                        + " AND new_value = 'N' AND customer_no IN (" + changed.get(0) + ", " + changed.get(1) + ")"))
                .isEqualTo(1);
    }

    @Test
    void moreThanThereAreMeansAllThereAre() throws Exception {
        try (Connection own = Servers.tessitura("small-world", 100).connect()) {
            var world = new World(own);

            List<Integer> lapsed = world.lapseMemberships(1000);

            assertThat(lapsed).isNotEmpty().hasSizeLessThan(100);
            assertThat(world.lapseMemberships(1000)).isEmpty();
            assertThat(world.mergeConstituents(10)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?count=", "?count=0", "?count=-1", "?count=many", "?count=1000001"})
    void aBadCountIsRefusedByName(String query) throws Exception {
        HttpResponse<String> response = post("/memberships/lapse" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("count");
    }

    @Test
    void nothingHappensByLooking() throws Exception {
        assertThat(http("GET", "/memberships/lapse?count=1", "application/json").statusCode())
                .isEqualTo(405);
        assertThat(http("POST", "/memberships/lapse?count=1", "text/plain").statusCode())
                .isEqualTo(415);
        assertThat(post("/elsewhere?count=1").statusCode()).isEqualTo(404);
    }

    private static List<Integer> happen(String call) throws Exception {
        HttpResponse<String> response = post(call);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return numbers(json(response).get("constituents"));
    }

    private static HttpResponse<String> post(String call) throws Exception {
        return http("POST", call, "application/json");
    }

    private static HttpResponse<String> http(String method, String call, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.address() + call))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new JsonMapper().readTree(response.body());
    }

    private static List<Integer> numbers(JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToObj(i -> array.get(i).asInt())
                .toList();
    }

    private static TessituraOracle oracle() {
        return new TessituraOracle(connection);
    }

    /** Memberships that changed hands, as the audit has it. */
    private static int moves() throws SQLException {
        return number("SELECT COUNT(*) FROM dbo.TA_AUDIT_MEMBERSHIP WHERE column_updated = 'customer_no'");
    }

    private static int audits() throws SQLException {
        return number("SELECT COUNT(*) FROM dbo.TA_AUDIT_TRAIL");
    }

    private static List<String> columnsOf(int customerNo, String table) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT column_updated FROM dbo.TA_AUDIT_TRAIL WHERE [action] = 'Updated'"
                                + " AND location = 'Sandbox' AND table_name = '" + table + "' AND customer_no = "
                                + customerNo)) {
            var columns = new ArrayList<String>();
            while (rows.next()) {
                columns.add(rows.getString(1));
            }
            return columns;
        }
    }

    private static int number(String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
