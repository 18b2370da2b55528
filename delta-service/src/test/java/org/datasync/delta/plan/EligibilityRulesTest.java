package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.delta.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The awkward data that Tessitura has, rule by rule. */
class EligibilityRulesTest {
    private World world;

    @BeforeEach
    void create() throws SQLException {
        world = new World();
    }

    @AfterEach
    void close() throws SQLException {
        world.close();
    }

    @Test
    void withoutFilterEveryMailAddressOfWhateverTypeCounts() throws SQLException {
        world.constituent(1)
                .address(1, "home@example.org", "eaddress_type=1")
                .address(1, "work@example.org", "eaddress_type=2, primary_ind='Y'")
                .address(1, "assistant@example.org", "eaddress_type=3")
                .address(1, "www.example.org/@me.html", "eaddress_type=9")
                .members(1);

        assertThat(rows())
                .containsExactly(
                        "ADD 1: 1 TAG home@example.org",
                        "ADD 1: 2 TAG work@example.org",
                        "ADD 1: 3 TAG assistant@example.org");
    }

    @Test
    void anyOfTheTypesLetsAnAddressInAndTheFlagOfTheTypeDoesNotMatter() throws SQLException {
        world.run("UPDATE dbo.TR_EADDRESS_TYPE SET inactive = 'Y' WHERE id = 3")
                .constituent(1)
                .address(1, "home@example.org", "eaddress_type=1")
                .address(1, "work@example.org", "eaddress_type=2")
                .address(1, "assistant@example.org", "eaddress_type=3")
                .filters(new Filters(List.of(), List.of(2, 3, 9), false, false))
                .members(1);

        assertThat(rows()).containsExactly("ADD 1: 1 TAG work@example.org", "ADD 1: 2 TAG assistant@example.org");
    }

    @Test
    void aWebSiteStaysOneAlsoWhereItsTypeIsSelected() throws SQLException {
        world.constituent(1)
                .address(1, "me@example.org", "eaddress_type=9")
                .filters(new Filters(List.of(), List.of(9), false, false))
                .members(1);

        assertThat(rows()).isEmpty();
    }

    @Test
    void anyOfThePurposesLetsAnAddressInButNoneOfATelephoneWithTheSameNumber() throws SQLException {
        world.constituent(1, "first@example.org", "second@example.org", "third@example.org", "fourth@example.org")
                .run("INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id,"
                        + " purpose_id) VALUES (1, 3, 1, 7), (2, 3, 2, 8), (3, 1, 3, 7), (4, 3, 4, 9), (5, 3, 1, 8)")
                .filters(new Filters(List.of(7, 8), List.of(), false, false))
                .members(1);

        assertThat(rows()).containsExactly("ADD 1: 1 TAG first@example.org", "ADD 1: 2 TAG second@example.org");
    }

    @Test
    void onlyThePrimaryAddressCountsWhereTheSyncSaysSo() throws SQLException {
        world.constituent(1, "other@example.org")
                .address(1, "primary@example.org", "primary_ind='Y'")
                .address(1, "former@example.org", "primary_ind='Y', inactive='Y'")
                .filters(new Filters(List.of(), List.of(), true, false))
                .members(1);

        assertThat(rows()).containsExactly("ADD 1: 1 TAG primary@example.org");
    }

    @Test
    void whetherMarketingIsAllowedIsNoRuleOfOurs() throws SQLException {
        world.constituent(1).address(1, "a@example.org", "market_ind='N'").members(1);

        assertThat(rows()).containsExactly("ADD 1: 1 TAG a@example.org");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"'Y', true", "'N', false", "' ', false", "NULL, false", "'X', false"})
    void onlyTheAcceptingAnswerPermits(String answer, boolean permitted) throws SQLException {
        answered(1, 1, answer);
        world.constituent(1, "a@example.org").permission(1).members(1);

        assertThat(rows()).hasSize(permitted ? 1 : 0);
        assertThat(world.filters(new Filters(List.of(), List.of(), false, true))
                        .plan()
                        .result()
                        .counts()
                        .added())
                .isEqualTo(1);
        assertThat(world.filters(new Filters(List.of(), List.of(), false, false))
                        .permission(0)
                        .plan()
                        .result()
                        .counts()
                        .added())
                .isEqualTo(1);
    }

    @Test
    void noAnswerOrOneToAnotherQuestionDoesNotPermit() throws SQLException {
        answered(1, 2, "'Y'");
        world.constituent(1, "a@example.org")
                .constituent(2, "b@example.org")
                .permission(1)
                .members(1, 2);

        var counts = world.plan().result().counts();

        assertThat(counts.added()).isZero();
        assertThat(counts.withoutAddressBy().permission()).isEqualTo(2);
    }

    @Test
    void aConstituentThatWasMergedAwayHasNoAddressLeftAndTheKeptOneHasItsOwn() throws SQLException {
        world.constituent(1)
                .constituent(2, "kept@example.org")
                .run("UPDATE dbo.T_CUSTOMER SET inactive = 5 WHERE customer_no = 1")
                .address(2, "merged@example.org", "inactive='Y'")
                .members(1, 2);

        var run = world.plan();

        assertThat(world.rows(run)).containsExactly("ADD 2: 1 TAG kept@example.org");
        assertThat(run.result().counts().withoutAddressBy().none()).isEqualTo(1);
    }

    @Test
    void aMemberThatTessituraDoesNotKnowIsCountedAndNotSent() throws SQLException {
        world.members(77);

        var run = world.plan();

        assertThat(world.rows(run)).isEmpty();
        assertThat(run.result().counts().withoutAddress()).isEqualTo(1);
        assertThat(run.result().balanced()).isTrue();
    }

    @Test
    void spellingsOfOneAddressAreOneAddressAndTheFirstEligibleSpellingIsSent() throws SQLException {
        world.constituent(1)
                .address(1, "ANN@example.org", "inactive='Y'")
                .address(1, "  Ann@Example.org", "")
                .address(1, "ann@example.org  ", "")
                .members(1);

        assertThat(rows()).containsExactly("ADD 1: 1 TAG Ann@Example.org");
    }

    private void answered(int constituent, int type, String answer) throws SQLException {
        world.run("INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer) VALUES (" + constituent
                + ", " + constituent + ", " + type + ", " + answer + ")");
    }

    private List<String> rows() throws SQLException {
        return world.rows(world.plan());
    }
}
