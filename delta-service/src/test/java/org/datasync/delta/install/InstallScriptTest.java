package org.datasync.delta.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import liquibase.Contexts;
import liquibase.LabelExpression;
import liquibase.Liquibase;
import liquibase.database.DatabaseFactory;
import liquibase.database.jvm.JdbcConnection;
import liquibase.exception.LiquibaseException;
import liquibase.lockservice.LockServiceFactory;
import liquibase.resource.ClassLoaderResourceAccessor;
import org.datasync.delta.database.Names;
import org.datasync.delta.world.DeltaDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InstallScriptTest {
    static final List<String> INSTALL = List.of("01-tables.sql", "02-views.sql", "03-role.sql");

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        connection = DeltaDatabase.tessitura(DeltaDatabase.inMemory());
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    @Test
    void theScriptsDoWhatTheMigrationsDoStepByStep() {
        assertThat(TransactSqlScript.read("01-tables.sql").batches())
                .containsSubsequence(ExpectedScript.tables())
                .filteredOn(batch -> batch.startsWith("IF NOT EXISTS (SELECT 1 FROM dbo.DATABASECHANGELOG_DELTA"))
                .hasSameSizeAs(ExpectedScript.tables());
        assertThat(TransactSqlScript.read("02-views.sql").batches())
                .endsWith(ExpectedScript.views().toArray(String[]::new));
    }

    @Test
    void theScriptsMakeTheSameObjectsAsTheMigrations() throws SQLException {
        install();
        try (Connection migrated = DeltaDatabase.embedded()) {
            assertThat(Schema.of(connection)).hasSizeGreaterThan(200).containsExactlyElementsOf(Schema.of(migrated));
        }
    }

    @Test
    void runningThemAgainChangesNothing() throws SQLException {
        install();
        List<String> before = contents();
        install();
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void theMigrationsFindNothingLeftToDo() throws SQLException, LiquibaseException {
        // The embedded database's first schema has this name; the server's is dbo.
        for (String script : INSTALL) {
            TransactSqlScript.read(script)
                    .replace("dbo.DATABASECHANGELOG", "PUBLIC.DATABASECHANGELOG")
                    .replace("N'dbo' AND TABLE_NAME = N'DATABASE", "N'PUBLIC' AND TABLE_NAME = N'DATABASE")
                    .run(connection);
        }
        try (Liquibase liquibase = liquibase(connection)) {
            liquibase.validate();
            assertThat(liquibase.listUnrunChangeSets(new Contexts(), new LabelExpression()))
                    .allMatch(
                            set -> set.getDbmsSet() != null && set.getDbmsSet().contains("h2"));
        }
    }

    @Test
    void whatTheMigrationsHaveDoneIsLeftAlone() throws SQLException {
        install();
        DeltaDatabase.execute(connection, "DROP VIEW dbo.LV_P2_AUDIT");
        DeltaDatabase.execute(connection, "DROP TABLE dbo.LT_P2_CHANGE");
        TransactSqlScript.read("01-tables.sql").run(connection);
        assertThat(Schema.of(connection)).noneMatch(fact -> fact.contains("| LT_P2_CHANGE |"));
        TransactSqlScript.read("02-views.sql").run(connection);
        assertThat(Schema.of(connection)).anyMatch(fact -> fact.startsWith("view | LV_P2_AUDIT"));
    }

    @Test
    void aTableOfSomebodyElseStopsTheScriptAndStaysAsItIs() throws SQLException {
        DeltaDatabase.execute(connection, "CREATE TABLE dbo.LT_P2_LIST_CONTENTS (list_no INT, customer_no INT)");
        DeltaDatabase.execute(connection, "INSERT INTO dbo.LT_P2_LIST_CONTENTS VALUES (101, 5)");
        assertThatThrownBy(this::install).hasMessageContaining("belongs to somebody else");
        assertThat(contents()).contains("LT_P2_LIST_CONTENTS 1").noneMatch(line -> line.startsWith("LT_P2_RUN "));

        for (String name : List.of("01-tables.sql", "03-role.sql")) {
            TransactSqlScript script = TransactSqlScript.read(name).replace("LT_P2_LIST_CONTENTS", "LT_P2_BASELINE");
            if (name.startsWith("03")) {
                TransactSqlScript.read("02-views.sql").run(connection);
            }
            script.run(connection);
        }
        assertThat(contents()).contains("LT_P2_LIST_CONTENTS 1", "LT_P2_BASELINE 0", "LT_P2_RUN 0");

        TransactSqlScript.read("uninstall.sql").run(connection);
        assertThat(contents()).contains("LT_P2_LIST_CONTENTS 1").doesNotContain("LT_P2_RUN 0");
    }

    @Test
    void theConstituentsOfAnotherTableBecomeTheBaselineOfOneSync() throws SQLException {
        install();
        DeltaDatabase.execute(
                connection,
                "CREATE TABLE dbo.VENDOR_CONTENTS (id INT, list_no INT NOT NULL, customer_no INT NOT NULL)");
        DeltaDatabase.execute(
                connection,
                "INSERT INTO dbo.VENDOR_CONTENTS VALUES (1, 101, 5), (2, 101, 6), (3, 101, 6), (4, 102, 7), (5, 101, 0)");
        TransactSqlScript imported = TransactSqlScript.read("import-baseline.sql")
                .replace("DECLARE @sync INT = 1;", "")
                .replace("DECLARE @list INT = 101;", "")
                .replace("dbo.LT_P2_LIST_CONTENTS", "dbo.VENDOR_CONTENTS")
                .replace("dbo.LT_P2_BASELINE", Names.DEFAULT.contents());
        imported.replace("@sync", "1").replace("@list", "101").run(connection);
        imported.replace("@sync", "1").replace("@list", "101").run(connection);
        imported.replace("@sync", "2").replace("@list", "101").run(connection);

        assertThat(rows("SELECT sync_id, list_no, customer_no FROM dbo.LT_P2_LIST_CONTENTS ORDER BY 1, 3"))
                .containsExactly("1 101 5", "1 101 6", "2 101 5", "2 101 6");
    }

    @Test
    void uninstallingLeavesWhatWasThereBefore() throws SQLException {
        List<String> before = contents();
        install();
        assertThat(contents()).isNotEqualTo(before);
        TransactSqlScript.read("uninstall.sql").run(connection);
        assertThat(contents()).isEqualTo(before);
        TransactSqlScript.read("uninstall.sql").run(connection);
    }

    @Test
    void theMigrationsLeaveATableOfSomebodyElseAloneAndGoOn() throws SQLException, LiquibaseException {
        DeltaDatabase.execute(connection, "CREATE TABLE dbo.LT_P2_LIST_CONTENTS (list_no INT, customer_no INT)");
        DeltaDatabase.execute(connection, "INSERT INTO dbo.LT_P2_LIST_CONTENTS VALUES (101, 5)");
        migrate();
        assertThat(contents()).contains("LT_P2_LIST_CONTENTS 1", "LT_P2_CHANGE 0");
        DeltaDatabase.execute(connection, "DROP TABLE dbo.LT_P2_LIST_CONTENTS");
        migrate();
        assertThat(contents()).contains("LT_P2_LIST_CONTENTS 0");
    }

    @Test
    void theMigrationsDoWithoutTheAuditOfMembershipsUntilThereIsOne() throws SQLException, LiquibaseException {
        DeltaDatabase.execute(connection, "ALTER TABLE dbo.TA_AUDIT_MEMBERSHIP RENAME TO TA_LATER");
        migrate();
        assertThat(contents()).contains("LV_P2_AUDIT 0").noneMatch(line -> line.startsWith("LV_P2_MEMBERSHIP_AUDIT"));
        DeltaDatabase.execute(connection, "ALTER TABLE dbo.TA_LATER RENAME TO TA_AUDIT_MEMBERSHIP");
        migrate();
        assertThat(contents()).contains("LV_P2_MEMBERSHIP_AUDIT 0");
    }

    private void migrate() throws LiquibaseException, SQLException {
        LockServiceFactory.getInstance().register(new NoLock());
        try (Connection other =
                        DriverManager.getConnection(connection.getMetaData().getURL(), "", "");
                Liquibase liquibase = liquibase(other)) {
            liquibase.update(new Contexts());
        }
    }

    private void install() throws SQLException {
        for (String script : INSTALL) {
            TransactSqlScript.read(script).run(connection);
        }
    }

    private static Liquibase liquibase(Connection connection) throws LiquibaseException {
        var database = DatabaseFactory.getInstance().findCorrectDatabaseImplementation(new JdbcConnection(connection));
        database.setDatabaseChangeLogTableName("DATABASECHANGELOG_DELTA");
        database.setDatabaseChangeLogLockTableName("DATABASECHANGELOGLOCK_DELTA");
        var liquibase = new Liquibase("db/changelog/changes.yaml", new ClassLoaderResourceAccessor(), database);
        Map.of(
                        "p2", Names.DEFAULT.p2(),
                        "contents", Names.DEFAULT.contents(),
                        "views", Names.DEFAULT.views(),
                        "tessitura", Names.DEFAULT.tessitura(),
                        "outboxTable", "dbo.LT_P2_OUTBOX",
                        "leaseTable", "dbo.LT_P2_LEASE",
                        "prefix", "LT_P2_")
                .forEach(liquibase::setChangeLogParameter);
        return liquibase;
    }

    /** Tables with their number of rows, views, roles and rights. */
    private List<String> contents() throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String table : rows("SELECT TABLE_NAME FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo'")) {
            lines.add(table + " " + rows("SELECT COUNT(*) FROM dbo." + table).get(0));
        }
        lines.addAll(rows("SELECT ROLE_NAME FROM INFORMATION_SCHEMA.ROLES"));
        lines.addAll(rows(
                "SELECT GRANTEE + TABLE_NAME + RIGHTS FROM INFORMATION_SCHEMA.RIGHTS WHERE TABLE_NAME IS NOT NULL"));
        lines.addAll(Schema.of(connection));
        return lines.stream().sorted().toList();
    }

    private List<String> rows(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                StringJoiner values = new StringJoiner(" ");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    values.add(result.getString(i));
                }
                rows.add(values.toString());
            }
            return rows;
        }
    }
}
