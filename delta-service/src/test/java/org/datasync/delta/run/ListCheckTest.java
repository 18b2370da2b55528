package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.tessitura.Readers;
import org.datasync.delta.world.Configs;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ListCheckTest {
    private static final int LIST = 101;
    private PlainDatabase tables;
    private ListCheck check;

    @BeforeEach
    void open() throws SQLException {
        var config = Configs.of();
        tables = new PlainDatabase(config);
        Readers readers = Readers.of(tables.database(), config);
        check = new ListCheck(readers.lists(), readers.choices());
        tables.run("INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, recalc_status, tms, inactive)"
                + " VALUES (101, 'Members', 1, 'Y', 'Y', 'N')");
        tables.run("INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind, inactive)"
                + " VALUES (1, 'Home', 'Y', 'N'), (2, 'Old', 'Y', 'Y'), (9, 'Web', 'N', 'N')");
        tables.run("INSERT INTO dbo.TR_CONTACT_POINT_CATEGORY (id, description, contact_point_table,"
                + " contact_point_key) VALUES (1, 'Telephone', 'T_PHONE', 'phone_no'), (3, 'E-mail', 'T_EADDRESS',"
                + " 'eaddress_no')");
        tables.run("INSERT INTO dbo.TR_CONTACT_POINT_PURPOSE (id, description, inactive)"
                + " VALUES (1, 'News', 'N'), (2, 'Old news', 'Y'), (3, 'Calls', 'N')");
        tables.run("INSERT INTO dbo.TX_CONTACT_POINT_CATEGORY_PURPOSE (id, contact_point_category, purpose_id)"
                + " VALUES (1, 3, 1), (2, 3, 2), (3, 1, 3)");
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void aListAndFiltersThatAreThereAreNoObstacle() {
        assertThat(obstacle(filters(List.of(1), List.of(1)))).isEmpty();
    }

    @Test
    void aListThatIsGoneIs() throws SQLException {
        tables.run("DELETE FROM dbo.T_LIST");

        assertThat(obstacle(filters(List.of(), List.of()))).contains("LIST_MISSING");
    }

    @ParameterizedTest
    @CsvSource({
        "inactive = 'Y', inactive",
        "recalc_status = 'N', dynamic",
        "recalc_status = NULL, dynamic",
        "tms = 'N', Prospect2 box",
        "tms = NULL, Prospect2 box",
        "control_group = 2, control group"
    })
    void aListThatMayNotBeUsedIsAndTheTextSaysWhy(String change, String why) throws SQLException {
        tables.run("UPDATE dbo.T_LIST SET " + change);

        assertThat(check.obstacle(definition(filters(List.of(), List.of())))).hasValueSatisfying(obstacle -> {
            assertThat(obstacle.code()).isEqualTo("LIST_UNUSABLE");
            assertThat(obstacle.detail()).contains(why, String.valueOf(LIST));
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4})
    void aPurposeThatIsGoneOrNotForAddressesAnyMoreIs(int purpose) {
        assertThat(check.obstacle(definition(filters(List.of(1, purpose), List.of()))))
                .hasValueSatisfying(obstacle -> {
                    assertThat(obstacle.code()).isEqualTo("PURPOSE_MISSING");
                    assertThat(obstacle.detail()).contains("[" + purpose + "]");
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 9})
    void aTypeThatIsGoneOrNotForMailAnyMoreIs(int type) {
        assertThat(check.obstacle(definition(filters(List.of(), List.of(type, 1)))))
                .hasValueSatisfying(obstacle -> {
                    assertThat(obstacle.code()).isEqualTo("TYPE_MISSING");
                    assertThat(obstacle.detail()).contains("[" + type + "]");
                });
    }

    @Test
    void whatIsInactiveStillExistsButIsNotOffered() {
        Readers readers = Readers.of(tables.database(), Configs.of());

        assertThat(obstacle(filters(List.of(2), List.of(2)))).isEmpty();
        assertThat(readers.choices().contactPointPurposes()).extracting("id").containsExactly(1);
        assertThat(readers.choices().eaddressTypes()).extracting("id").containsExactly(1);
    }

    @Test
    void onlyUsableListsAreOfferedWithCountAndOutputSet() throws SQLException {
        tables.run("INSERT INTO dbo.T_QUERY (query_no, query_desc) VALUES (5, 'Names')");
        tables.run("UPDATE dbo.T_LIST SET query_no = 5, num_members = 5210");
        tables.run("INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, recalc_status, tms, inactive)"
                + " VALUES (102, 'Static members', 1, 'N', 'Y', 'N'), (103, 'Members without box', 1, 'Y', 'N', 'N'),"
                + " (104, 'Old members', 1, 'Y', 'Y', 'Y'), (105, 'Members of others', 2, 'Y', 'Y', 'N'),"
                + " (106, 'Donors 100%', 1, 'Y', 'Y', 'N')");
        Readers readers = Readers.of(tables.database(), Configs.of());

        assertThat(readers.lists().usable("")).extracting("listNo").containsExactly(106, 101);
        assertThat(readers.lists().usable("mEMB")).singleElement().satisfies(list -> {
            assertThat(list.listNo()).isEqualTo(101);
            assertThat(list.approximateCount()).isEqualTo(5210);
            assertThat(list.outputSet()).isEqualTo("Names");
        });
        assertThat(readers.lists().usable("100%")).extracting("listNo").containsExactly(106);
        assertThat(readers.lists().usable("101")).extracting("listNo").containsExactly(101);
        assertThat(readers.lists().usable("nobody")).isEmpty();
    }

    @Test
    void thePermissionTypeIsTheOneThatIsConfigured() throws SQLException {
        Readers readers = Readers.of(tables.database(), Configs.of());
        assertThat(readers.choices().contactPermission()).isEmpty();

        tables.run("INSERT INTO dbo.TR_CONTACT_PERM_TYPE (id, category_id, description) VALUES (7, 1, 'E-mail')");
        tables.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                + " VALUES (1, 'Impresario', 'P2ContactPermissionType', '7', 'N')");

        assertThat(readers.choices().contactPermission())
                .hasValueSatisfying(type -> assertThat(type.description()).isEqualTo("E-mail"));
    }

    private Optional<String> obstacle(Filters filters) {
        return check.obstacle(definition(filters)).map(ListCheck.Obstacle::code);
    }

    private static Filters filters(List<Integer> purposes, List<Integer> types) {
        return new Filters(purposes, types, false, false);
    }

    private static SyncDefinition definition(Filters filters) {
        SyncDefinition any = Requests.run(1, LIST).definition();
        return new SyncDefinition(
                any.description(),
                any.listNo(),
                any.tag(),
                any.jobType(),
                any.processing(),
                filters,
                any.schedule(),
                any.recipients(),
                any.guard(),
                any.followAddressChanges());
    }
}
