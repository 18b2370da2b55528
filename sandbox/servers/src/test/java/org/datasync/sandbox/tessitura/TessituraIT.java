package org.datasync.sandbox.tessitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TessituraIT {
    private static final int CONSTITUENTS = 1000;
    private static Connection connection;

    @BeforeAll
    static void fill() throws SQLException {
        connection = Servers.tessitura("recipe", CONSTITUENTS).connect();
    }

    @AfterAll
    static void close() throws SQLException {
        connection.close();
    }

    /** Every line of the recipe is there even in a small one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the anonymous constituent | T_CUSTOMER WHERE customer_no = 0 AND inactive = 1",
                "merged constituents | T_CUSTOMER WHERE inactive = 5",
                "inactive constituents | T_CUSTOMER WHERE inactive = 2",
                "households | T_CUSTOMER WHERE cust_type = 2",
                "members of households | T_AFFILIATION",
                "merges | T_MERGED m JOIN dbo.T_CUSTOMER k ON k.customer_no = m.kept_id AND k.inactive = 1",
                "e-mails of merged, inactive with the kept | T_EADDRESS e JOIN dbo.T_MERGED m ON m.delete_id + 10000000 = e.eaddress_no AND m.kept_id = e.customer_no AND e.inactive = 'Y'",
                "capitals | T_EADDRESS WHERE address LIKE '%Example.ORG%'",
                "blanks before | T_EADDRESS WHERE address LIKE ' %'",
                "no addresses at all | T_EADDRESS WHERE address = 'none given'",
                "no domain | T_EADDRESS WHERE address LIKE '%@example'",
                "short ending | T_EADDRESS WHERE address LIKE '%@example.o'",
                "two signs | T_EADDRESS WHERE address LIKE '%@%@%'",
                "commas | T_EADDRESS WHERE address LIKE '%,%'",
                "other addresses | T_EADDRESS WHERE primary_ind = 'N' AND inactive = 'N'",
                "inactive primary | T_EADDRESS WHERE primary_ind = 'Y' AND inactive = 'Y'",
                "out of season | T_EADDRESS WHERE months = 'NNNNNNNNNNNN'",
                "half a year | T_EADDRESS WHERE months = 'YYYYYYNNNNNN'",
                "no months | T_EADDRESS WHERE months IS NULL",
                "not begun | T_EADDRESS WHERE start_dt > GETDATE()",
                "ended | T_EADDRESS WHERE end_dt < GETDATE()",
                "inside dates | T_EADDRESS WHERE start_dt < GETDATE() AND end_dt > GETDATE()",
                "not for mail | T_EADDRESS WHERE eaddress_type IN (8, 9)",
                "assistants | T_EADDRESS WHERE eaddress_type = 3",
                "of an inactive type | T_EADDRESS WHERE eaddress_type = 4",
                "purposes of e-mails | TX_CONTACT_POINT_PURPOSE WHERE contact_point_category = 3",
                "retired purpose | TX_CONTACT_POINT_PURPOSE WHERE purpose_id = 5",
                "same number, other category | TX_CONTACT_POINT_PURPOSE p JOIN dbo.T_EADDRESS e ON e.eaddress_no = p.contact_point_id AND p.contact_point_category <> 3 AND p.purpose_id = 3",
                "permitted | TX_CUST_CONTACT_PERM_TYPE WHERE type_id = 1 AND answer = 'Y'",
                "declined | TX_CUST_CONTACT_PERM_TYPE WHERE type_id = 1 AND answer = 'N'",
                "blank answer | TX_CUST_CONTACT_PERM_TYPE WHERE type_id = 1 AND answer = ' '",
                "null answer | TX_CUST_CONTACT_PERM_TYPE WHERE type_id = 1 AND answer IS NULL",
                "never asked | T_CUSTOMER c WHERE c.inactive = 1 AND NOT EXISTS (SELECT 1 FROM dbo.TX_CUST_CONTACT_PERM_TYPE p WHERE p.customer_no = c.customer_no AND p.type_id = 1)",
                "other question | TX_CUST_CONTACT_PERM_TYPE WHERE type_id = 2 AND answer = 'Y'",
                "ranks | T_CUST_RANK",
                "audit without column | TA_AUDIT_TRAIL WHERE [action] = 'DELETED' AND column_updated IS NULL",
                "audit of purposes | TA_AUDIT_TRAIL WHERE table_name = 'TX_CONTACT_POINT_PURPOSE'",
                "audit of ranks | TA_AUDIT_TRAIL WHERE table_name = 'T_CUST_RANK'",
                "audit of permissions | TA_AUDIT_TRAIL WHERE table_name = 'TX_CUST_CONTACT_PERM_TYPE'",
                "audit of e-mails | TA_AUDIT_TRAIL WHERE table_name = 'T_EADDRESS'",
                "audit of nobody | TA_AUDIT_TRAIL WHERE customer_no IS NULL",
                "audit of the anonymous | TA_AUDIT_TRAIL WHERE customer_no = 0",
                "audit in the repeated hour | TA_AUDIT_TRAIL WHERE [date] BETWEEN CAST('2026-11-01T01:00:00' AS datetime) AND CAST('2026-11-01T02:00:00' AS datetime)",
                "audit of memberships | TA_AUDIT_MEMBERSHIP",
                "list in a foreign control group | T_LIST l WHERE NOT EXISTS (SELECT 1 FROM dbo.VS_LIST v WHERE v.list_no = l.list_no)",
                "list name of 30 characters | T_LIST WHERE LEN(list_desc) = 30",
                "list never counted | T_LIST WHERE num_members = 0",
                "list with output set | T_LIST l JOIN dbo.TX_QUERY_ELEMENT e ON e.query_no = l.query_no",
                "static list with contents | T_LIST_CONTENTS WHERE list_no = 104",
            })
    void isThere(String what, String rows) throws SQLException {
        assertThat(number(connection, "SELECT COUNT(*) FROM dbo." + rows))
                .as(what)
                .isPositive();
    }

    @Test
    void twelvePercentAreMerged() throws SQLException {
        assertThat(number(connection, "SELECT COUNT(*) FROM dbo.T_CUSTOMER WHERE inactive = 5"))
                .isEqualTo(CONSTITUENTS * 12 / 100);
    }

    @Test
    void severalNeighboursShareAnAddressAndWriteItDifferently() throws SQLException {
        assertThat(number(connection, """
                        SELECT COUNT(*) FROM (
                            SELECT LOWER(LTRIM(RTRIM(address))) AS same FROM dbo.T_EADDRESS
                            WHERE inactive = 'N'
                            GROUP BY LOWER(LTRIM(RTRIM(address)))
                            HAVING COUNT(DISTINCT customer_no) > 1 AND MIN(address) <> MAX(address)) shared""")).isPositive();
    }

    @Test
    void someoneHasTheSameAddressTwice() throws SQLException {
        assertThat(number(connection, """
                        SELECT COUNT(*) FROM dbo.T_EADDRESS a JOIN dbo.T_EADDRESS b
                          ON b.customer_no = a.customer_no AND b.eaddress_no > a.eaddress_no
                          AND LOWER(LTRIM(RTRIM(b.address))) = LOWER(LTRIM(RTRIM(a.address)))""")).isPositive();
    }

    @Test
    void oneSaveOfSeveralColumnsHasOneDate() throws SQLException {
        assertThat(number(connection, """
                        SELECT COUNT(*) FROM (
                            SELECT customer_no FROM dbo.TA_AUDIT_TRAIL WHERE table_name = 'T_ADDRESS'
                            GROUP BY customer_no, [date], alternate_key HAVING COUNT(*) = 3) saves""")).isPositive();
    }

    @Test
    void everyAddressLooksLikeAnExample() throws SQLException {
        assertThat(texts(connection, "SELECT address FROM dbo.T_EADDRESS"))
                .allMatch(address -> address.toLowerCase(java.util.Locale.ROOT)
                        .strip()
                        .matches("none given|.* at example\\.org|.*[@./]example(\\.org|\\.com|\\.net|\\.o)?(/\\d+)?"));
    }

    @ParameterizedTest
    @CsvSource({
        "Impresario, NO, N",
        "Sandbox, YES, N",
        "Blanks, 'yes ', N",
        "Declined, NO, N",
        "Withdrawn, YES, Y",
    })
    void theSwitchForTrackingIsAnsweredInEveryWay(String organization, String value, String inactive)
            throws SQLException {
        assertThat(texts(
                        connection,
                        "SELECT default_value + '/' + inactive FROM dbo.T_DEFAULTS"
                                + " WHERE field_name = 'P2DSTrackChanges' AND parent_table = '" + organization + "'"))
                .containsExactly(value + "/" + inactive);
    }

    @Test
    void theSameSeedGivesTheSamePeopleAndAnotherSeedGivesOthers() throws SQLException {
        List<String> first = addressesOf("seed-a", 1);
        List<String> again = addressesOf("seed-b", 1);
        List<String> other = addressesOf("seed-c", 2);

        assertThat(first).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void makingItAgainChangesNothing() throws SQLException {
        Script.execute(connection, "INSERT INTO dbo.TR_LIST_CATEGORY (id, description) VALUES (77, 'Mine')");

        int constituents = Tessitura.create(connection, 5, 5);

        assertThat(constituents).isEqualTo(CONSTITUENTS);
        assertThat(number(connection, "SELECT COUNT(*) FROM dbo.TR_LIST_CATEGORY WHERE id = 77"))
                .isEqualTo(1);
    }

    @Test
    void whatAnInterruptedCallLeftIsReplaced() throws SQLException {
        try (Connection other = Servers.tessitura("interrupted", 100).connect()) {
            Script.execute(other, "DELETE FROM dbo.LT_SANDBOX_TESSITURA");
            Script.execute(other, "DELETE FROM dbo.T_CUSTOMER WHERE customer_no > 50");

            Tessitura.create(other, 200, 1);

            assertThat(number(other, "SELECT COUNT(*) FROM dbo.T_CUSTOMER")).isEqualTo(201);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 10_000_000})
    void aNumberItCannotMakeIsRefused(int constituents) {
        assertThatThrownBy(() -> Tessitura.create(connection, constituents, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30})
    void aTinyOneCanBeMade(int constituents) throws SQLException {
        try (Connection other =
                Servers.tessitura("tiny" + constituents, constituents).connect()) {
            assertThat(number(other, "SELECT COUNT(*) FROM dbo.T_CUSTOMER")).isEqualTo(constituents + 1);
        }
    }

    private static List<String> addressesOf(String name, long seed) throws SQLException {
        TestDatabase database = Servers.database(name);
        try (Connection other = database.connect()) {
            Tessitura.create(other, 300, seed);
            return texts(other, "SELECT address FROM dbo.T_EADDRESS ORDER BY eaddress_no");
        }
    }

    private static List<String> texts(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getInt(1);
        }
    }
}
