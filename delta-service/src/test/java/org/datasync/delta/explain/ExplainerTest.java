package org.datasync.delta.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.explain.Explanation.Rule;
import org.datasync.delta.tessitura.Readers;
import org.datasync.delta.world.Configs;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplainerTest {
    private static final int SYNC = 1;
    private static final int NO = 5;
    private static final Filters ANY = new Filters(List.of(), List.of(), false, false);
    private static final Filters ALL = new Filters(List.of(7), List.of(1), true, false);

    private PlainDatabase tables;
    private Explainer explainer;

    @BeforeEach
    void open() throws SQLException {
        DeltaConfig config = Configs.of();
        tables = new PlainDatabase(config);
        Readers readers = Readers.of(tables.database(), config);
        explainer = new Explainer(
                tables.database(), readers.eligibility(), readers.settings(), new History(tables.database()));
        run("INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind) VALUES (1, 'Home', 'Y'), (2, 'Work', 'Y'),"
                + " (9, 'Web', 'N')");
        run("INSERT INTO dbo.TR_CONTACT_POINT_CATEGORY (id, description, contact_point_table, contact_point_key)"
                + " VALUES (3, 'E-mail', 'T_EADDRESS', 'eaddress_no')");
        run("INSERT INTO dbo.T_CUSTOMER (customer_no, lname) VALUES (0, 'General Public'), (5, 'Last')");
        run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive,"
                + " market_ind) VALUES (1, 5, 1, 'Ann@Example.org', 'Y', 'N', 'Y')");
        run("INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id)"
                + " VALUES (1, 3, 1, 7)");
        run("INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer) VALUES (1, 5, 4, 'Y')");
        run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive) VALUES"
                + " (1, 'Impresario', 'P2ContactPermissionType', '4', 'N'),"
                + " (2, 'Impresario', 'P2DSTrackChanges', 'YES', 'N')");
        run("INSERT INTO dbo.LT_P2_SYNC (sync_id, tag_id, list_no, change_no, updated_at)"
                + " VALUES (1, '7', 101, 0, CURRENT_TIMESTAMP)");
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "T_EADDRESS SET eaddress_type = 9, NOT_EMAIL",
                "T_EADDRESS SET inactive = 'Y', INACTIVE",
                "T_EADDRESS SET end_dt = '2020-01-01', SEASON",
                "T_EADDRESS SET start_dt = '2999-01-01', SEASON",
                "T_EADDRESS SET months = 'NNNNNNNNNNNN', SEASON",
                "T_EADDRESS SET eaddress_type = 2, TYPE",
                "TX_CONTACT_POINT_PURPOSE SET purpose_id = 8, PURPOSE",
                "TX_CONTACT_POINT_PURPOSE SET contact_point_category = 1, PURPOSE",
                "T_EADDRESS SET primary_ind = 'N', NOT_PRIMARY",
                "TX_CUST_CONTACT_PERM_TYPE SET answer = 'N', PERMISSION",
                "TX_CUST_CONTACT_PERM_TYPE SET answer = NULL, PERMISSION",
                "TX_CUST_CONTACT_PERM_TYPE SET type_id = 5, PERMISSION",
                "T_EADDRESS SET address = 'none given', INVALID",
                "T_EADDRESS SET market_ind = 'N', ELIGIBLE"
            })
    void eachAddressHasTheRuleThatStopsItOrLetsItIn(String change, Rule rule) throws SQLException {
        run("UPDATE dbo." + change);

        Explanation explanation = explain(definition(ALL, JobType.ADD_AND_REMOVE, false));

        assertThat(explanation.addresses()).singleElement().satisfies(address -> assertThat(address.rule())
                .isEqualTo(rule));
    }

    @Test
    void aNewMemberIsAdded() throws SQLException {
        member();

        Explanation explanation = explain();

        assertThat(explanation.change()).isEqualTo("ADD");
        assertThat(explanation.member()).isTrue();
        assertThat(explanation.inBaseline()).isFalse();
    }

    @Test
    void whoseAddressesWereAllRefusedIsNot() throws SQLException {
        member();
        recorded("ann@example.org", "REFUSED");
        assertThat(explain().change()).isEqualTo("NONE");

        run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive,"
                + " market_ind) VALUES (2, 5, 1, 'new@example.org', 'N', 'N', 'Y')");
        assertThat(explain().change()).isEqualTo("ADD");
    }

    @ParameterizedTest
    @CsvSource({"ADD_AND_REMOVE, REMOVE", "ADD_ONLY, LEFT"})
    void whoLeftTheListLosesTheTagIfTheJobSaysSo(JobType jobType, String change) throws SQLException {
        baseline();
        recorded("ann@example.org", "TAGGED");

        assertThat(explain(definition(ANY, jobType, false)).change()).isEqualTo(change);
    }

    @ParameterizedTest
    @CsvSource({"TAGGED, NONE", "PENDING, UPDATE", "IN_DOUBT, UPDATE", "REFUSED, NONE"})
    void whoseAddressIsNotSurelyTaggedIsSentAgain(String state, String change) throws SQLException {
        member();
        baseline();
        recorded("ann@example.org", state);

        assertThat(explain().change()).isEqualTo(change);
    }

    @Test
    void whoIsDueIsSentAgain() throws SQLException {
        member();
        baseline();
        recorded("ann@example.org", "TAGGED");
        run("INSERT INTO dbo.LT_P2_DUE (sync_id, customer_no, reasons) VALUES (1, 5, 'A')");

        assertThat(explain().change()).isEqualTo("UPDATE");
    }

    @Test
    void aChangeThatNoRunHasLookedAtMakesDueIfChangesAreFollowed() throws SQLException {
        member();
        baseline();
        recorded("ann@example.org", "TAGGED");
        run("INSERT INTO dbo.LT_P2_CHANGE (customer_no, source, changed_dt) VALUES (5, 'A', '2026-11-24T06:00:00')");
        assertThat(explain().due()).isTrue();
        assertThat(explain().change()).isEqualTo("UPDATE");

        run("UPDATE dbo.LT_P2_SYNC SET change_no = (SELECT MAX(id) FROM dbo.LT_P2_CHANGE)");
        assertThat(explain().due()).isFalse();

        run("UPDATE dbo.LT_P2_SYNC SET change_no = 0");
        run("UPDATE dbo.T_DEFAULTS SET default_value = 'NO' WHERE id = 2");
        assertThat(explain().due()).isFalse();
    }

    @Test
    void anAddressThatCameOrWentMattersWhereTheSyncFollows() throws SQLException {
        member();
        baseline();
        recorded("former@example.org", "TAGGED");

        assertThat(explain().change()).isEqualTo("NONE");
        assertThat(explain(definition(ANY, JobType.ADD_ONLY, true)).change()).isEqualTo("UPDATE");
    }

    @Test
    void whoLostTheLastAddressStays() throws SQLException {
        member();
        baseline();
        recorded("ann@example.org", "TAGGED");
        run("UPDATE dbo.T_EADDRESS SET inactive = 'Y'");

        Explanation explanation = explain(definition(ANY, JobType.ADD_AND_REMOVE, true));

        assertThat(explanation.change()).isEqualTo("NONE");
        assertThat(explanation.recorded()).extracting("state").containsExactly("TAGGED");
    }

    @Test
    void nobodyKnownAndTheGeneralPublicAreNoMembers() throws SQLException {
        run("INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no) VALUES (101, 0)");

        assertThat(explain(0).member()).isFalse();
        assertThat(explain(0).exists()).isTrue();
        assertThat(explain(77).exists()).isFalse();
        assertThat(explain(77).change()).isEqualTo("NONE");
    }

    private void member() throws SQLException {
        run("INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no) VALUES (101, 5)");
    }

    private void baseline() throws SQLException {
        run("INSERT INTO dbo.LT_P2_LIST_CONTENTS (sync_id, list_no, customer_no) VALUES (1, 101, 5)");
    }

    private void recorded(String address, String state) throws SQLException {
        run("INSERT INTO dbo.LT_P2_ADDRESS (sync_id, customer_no, address, address_key, state, run_no, updated_at)"
                + " VALUES (1, 5, '" + address + "', '" + address + "', '" + state + "', 1, CURRENT_TIMESTAMP)");
    }

    private Explanation explain() {
        return explain(definition(ANY, JobType.ADD_AND_REMOVE, false));
    }

    private Explanation explain(int constituentNo) {
        return tables.database()
                .call(connection -> explainer.explain(
                        connection, SYNC, constituentNo, definition(ANY, JobType.ADD_AND_REMOVE, false)));
    }

    private Explanation explain(SyncDefinition definition) {
        return tables.database().call(connection -> explainer.explain(connection, SYNC, NO, definition));
    }

    private static SyncDefinition definition(Filters filters, JobType jobType, boolean follow) {
        SyncDefinition any = Requests.run(SYNC, 101).definition();
        return new SyncDefinition(
                any.description(),
                any.listNo(),
                any.tag(),
                jobType,
                any.processing(),
                filters,
                any.schedule(),
                any.recipients(),
                any.guard(),
                follow);
    }

    private void run(String statement) throws SQLException {
        tables.run(statement);
    }
}
