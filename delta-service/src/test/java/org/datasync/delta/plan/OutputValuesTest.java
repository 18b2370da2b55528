package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.datasync.delta.tessitura.OutputElement;
import org.datasync.delta.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputValuesTest {
    private static final String MEMBERSHIPS = "dbo.TX_CUST_MEMBERSHIP";
    private World world;

    @BeforeEach
    void create() throws SQLException {
        world = new World();
        world.constituent(5, "ann@example.org")
                .constituent(7, "bob@example.org")
                .members(5, 7);
        world.run("INSERT INTO dbo.TX_CUST_MEMBERSHIP (cust_memb_no, customer_no, memb_org_no, memb_level, cur_record)"
                + " VALUES (1, 5, 1, 'P', 'Y'), (2, 5, 1, 'S', 'N'), (3, 9, 1, 'P', 'Y')");
        world.run("GRANT SELECT ON dbo.TX_CUST_MEMBERSHIP TO datasync_delta");
    }

    @AfterEach
    void close() throws SQLException {
        world.close();
    }

    @Test
    void eachElementBecomesAFieldOfTheConstituentsThatHaveIt() throws SQLException {
        world.output(
                new OutputElement("Member level {now}", "memb_level", MEMBERSHIPS, "cur_record = 'Y'"),
                new OutputElement("No.", "cust_memb_no", MEMBERSHIPS, "cur_record = 'Y'"));

        assertThat(world.fields(world.plan())).containsExactly("5 MEMBER_LEVEL_NOW=P", "5 NO=1");
    }

    @Test
    void severalRowsForAConstituentAreAProblemOfTheRun() {
        world.output(new OutputElement("Any level", "memb_level", MEMBERSHIPS, ""));

        assertThatThrownBy(() -> world.plan())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Any level")
                .hasMessageContaining("several rows");
    }

    @Test
    void brokenSqlIsAProblemOfTheRun() {
        world.output(new OutputElement("Broken", "no_such_column", MEMBERSHIPS, ""));

        assertThatThrownBy(() -> world.plan())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Broken")
                .extracting(e -> ((PlanException) e).code())
                .isEqualTo("OUTPUT_SET_FAILED");
    }

    @Test
    void whatTheServiceMayNotReadIsAProblemOfTheRun() throws SQLException {
        world.run("REVOKE SELECT ON dbo.TX_CUST_MEMBERSHIP FROM datasync_delta")
                .output(new OutputElement("Level", "memb_level", MEMBERSHIPS, ""));

        assertThatThrownBy(() -> world.plan()).isInstanceOf(PlanException.class).hasMessageContaining("Level");
    }

    @Test
    void anElementNeedsNoConditionAndMayHaveNoValue() throws SQLException {
        world.run("DELETE FROM dbo.TX_CUST_MEMBERSHIP WHERE cust_memb_no = 2")
                .run("UPDATE dbo.TX_CUST_MEMBERSHIP SET memb_level = NULL WHERE customer_no = 5")
                .run("UPDATE dbo.TX_CUST_MEMBERSHIP SET customer_no = 7 WHERE customer_no = 9");
        world.output(new OutputElement("Level", "memb_level", MEMBERSHIPS, ""));

        assertThat(world.fields(world.plan())).containsExactly("7 LEVEL=P");
    }

    @Test
    void severalRowsOfWhichOneHasAValueAreAProblemToo() throws SQLException {
        world.run("UPDATE dbo.TX_CUST_MEMBERSHIP SET memb_level = NULL WHERE cust_memb_no = 2");
        world.output(new OutputElement("Level", "memb_level", MEMBERSHIPS, ""));

        assertThatThrownBy(() -> world.plan()).hasMessageContaining("several rows");
    }

    @Test
    void severalRowsOfSomebodyWhoIsNotInThePlanDoNotMatter() throws SQLException {
        world.run("UPDATE dbo.TX_CUST_MEMBERSHIP SET customer_no = 9 WHERE cust_memb_no = 2");
        world.output(new OutputElement("Level", "memb_level", MEMBERSHIPS, ""));

        assertThat(world.fields(world.plan())).containsExactly("5 LEVEL=P");
    }

    @Test
    void aTextThatIsTooLongIsAProblemOfTheRunAndNotCutInSilence() throws SQLException {
        world.output(new OutputElement("Long", "'" + "x".repeat(255) + "'", MEMBERSHIPS, "cur_record = 'Y'"));
        assertThat(world.fields(world.plan())).containsExactly("5 LONG=" + "x".repeat(255));
        world.output(new OutputElement("Too long", "'" + "x".repeat(256) + "'", MEMBERSHIPS, "cur_record = 'Y'"));

        assertThatThrownBy(() -> world.plan())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("Too long")
                .hasMessageContaining("255");
    }

    @Test
    void twoElementsThatWouldBeTheSameFieldAreAProblemOfTheRun() {
        world.output(
                new OutputElement("Level", "memb_level", MEMBERSHIPS, "cur_record = 'Y'"),
                new OutputElement("level!", "memb_level", MEMBERSHIPS, "cur_record = 'Y'"));

        assertThatThrownBy(() -> world.plan())
                .isInstanceOf(PlanException.class)
                .hasMessageContaining("level!")
                .hasMessageContaining("LEVEL");
    }

    @Test
    void anElementWithoutANameForAFieldIsAProblemOfTheRun() {
        world.output(new OutputElement("\u2605\u2605", "memb_level", MEMBERSHIPS, "cur_record = 'Y'"));

        assertThatThrownBy(() -> world.plan()).isInstanceOf(PlanException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a.memb_level; DELETE FROM dbo.T_CUSTOMER", "memb_level FROM"})
    void sqlThatIsNoneIsAProblemOfTheRun(String select) {
        world.output(new OutputElement("Broken", select, MEMBERSHIPS, ""));

        assertThatThrownBy(() -> world.plan())
                .isInstanceOf(PlanException.class)
                .extracting(e -> ((PlanException) e).code())
                .isEqualTo("OUTPUT_SET_FAILED");
    }

    @Test
    void numbersAndDatesBecomeText() throws SQLException {
        world.output(
                new OutputElement("No.", "cust_memb_no", MEMBERSHIPS, "cur_record = 'Y'"),
                new OutputElement("Day", "CAST('2026-11-24' AS DATE)", MEMBERSHIPS, "cur_record = 'Y'"));

        assertThat(world.fields(world.plan())).containsExactly("5 DAY=2026-11-24", "5 NO=1");
    }
}
