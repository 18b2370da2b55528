package org.datasync.delta.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.datasync.delta.database.Names;
import org.datasync.delta.database.Sql;
import org.datasync.delta.health.RequiredObjects.Required;
import org.datasync.delta.world.DeltaDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequiredObjectsTest {
    private static final Sql SQL = Sql.of(Names.DEFAULT);
    private static final Pattern GRANT =
            Pattern.compile("(?m)^ *GRANT (SELECT|SELECT, INSERT, UPDATE, DELETE) ON (dbo\\.L?[TV]\\w+)");

    private final RequiredObjects required = new RequiredObjects(SQL, true, Optional.empty());
    private Connection owner;
    private Connection service;

    @BeforeEach
    void install() throws SQLException {
        owner = DeltaDatabase.installed();
        service = DeltaDatabase.asService(owner);
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
        owner.close();
    }

    @Test
    void whatTheScriptsInstallIsComplete() throws SQLException {
        assertThat(required.problems(service, true)).isEmpty();
    }

    @Test
    void ourTablesAreDescribedWithAllTheirColumns() throws SQLException {
        for (Required object : RequiredObjects.read()) {
            if (object.write()) {
                assertThat(object.columns())
                        .as(object.name())
                        .containsExactlyInAnyOrderElementsOf(columns(SQL.render(object.name())));
            }
        }
    }

    @Test
    void theRoleMayDoExactlyWhatTheServiceNeeds() throws Exception {
        Set<String> granted = GRANT.matcher(Files.readString(Path.of("../deploy/sqlserver/03-role.sql")))
                .results()
                .map(grant -> grant.group(2) + (grant.group(1).equals("SELECT") ? " read" : " write"))
                .collect(Collectors.toCollection(TreeSet::new));
        // Not every Tessitura has it, and the service does without.
        assertThat(granted.remove("dbo.TR_PREFIX read")).isTrue();

        assertThat(granted)
                .containsExactlyInAnyOrderElementsOf(RequiredObjects.read().stream()
                        .map(object -> SQL.render(object.name()) + (object.write() ? " write" : " read"))
                        .toList());
    }

    @Test
    void whatIsMissingIsNamed() throws SQLException {
        DeltaDatabase.execute(owner, "DROP TABLE dbo.LT_P2_DUE");
        DeltaDatabase.execute(owner, "DROP VIEW dbo.LV_P2_MEMBERSHIP_AUDIT");
        DeltaDatabase.execute(owner, "ALTER TABLE dbo.LT_P2_SYNC DROP COLUMN change_no");
        DeltaDatabase.execute(owner, "DROP TABLE dbo.T_DEFAULTS");

        assertThat(required.problems(service, true))
                .containsExactlyInAnyOrder(
                        "dbo.LT_P2_DUE is missing",
                        "dbo.LV_P2_MEMBERSHIP_AUDIT is missing",
                        "dbo.LT_P2_SYNC has no column change_no",
                        "dbo.T_DEFAULTS is missing");
        assertThat(new RequiredObjects(SQL, false, Optional.empty()).problems(service, true))
                .as("before version 16")
                .hasSize(3);
    }

    @Test
    void aMissingRightIsNamed() throws SQLException {
        DeltaDatabase.execute(owner, "REVOKE DELETE ON dbo.LT_P2_PLAN FROM datasync_delta");
        DeltaDatabase.execute(owner, "REVOKE INSERT ON dbo.LT_P2_PLAN FROM datasync_delta");
        DeltaDatabase.execute(owner, "REVOKE SELECT ON dbo.T_EADDRESS FROM datasync_delta");

        assertThat(required.problems(service, true))
                .containsExactlyInAnyOrder(
                        "dbo.LT_P2_PLAN: no right to INSERT, DELETE", "dbo.T_EADDRESS: no right to read it");
        assertThat(required.problems(service, false)).containsExactly("dbo.T_EADDRESS: no right to read it");
    }

    @Test
    void aTableOfSomebodyElseIsRecognisedAndLeftAlone() throws SQLException {
        DeltaDatabase.execute(owner, "DROP TABLE dbo.LT_P2_LIST_CONTENTS");
        DeltaDatabase.execute(owner, "CREATE TABLE dbo.LT_P2_LIST_CONTENTS (job_no INT, customer_no INT)");
        DeltaDatabase.execute(owner, "INSERT INTO dbo.LT_P2_LIST_CONTENTS VALUES (1, 5)");

        assertThat(required.problems(owner, true))
                .singleElement()
                .asString()
                .contains("dbo.LT_P2_LIST_CONTENTS belongs to somebody else", "datasync.delta.tables.list-contents");
        assertThat(SQL.number(owner, "SELECT COUNT(*) FROM {contents}")).isEqualTo(1);
    }

    @Test
    void aProcedureThatIsNotThereIsNamed() throws SQLException {
        List<String> problems =
                new RequiredObjects(SQL, true, Optional.of("dbo.LP_P2_GENERATE_LIST")).problems(service, true);

        assertThat(problems)
                .containsExactly("procedure dbo.LP_P2_GENERATE_LIST is missing, or there is no right to execute it");
    }

    private List<String> columns(String table) throws SQLException {
        return SQL.query(
                owner,
                "SELECT COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA + '.' + TABLE_NAME = ?",
                Sql.list((ResultSet row) -> row.getString(1).toLowerCase(Locale.ROOT)),
                table);
    }
}
