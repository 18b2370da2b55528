package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import org.datasync.delta.tessitura.OutputElement;
import org.datasync.delta.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
}
