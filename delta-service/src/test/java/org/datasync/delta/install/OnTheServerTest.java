package org.datasync.delta.install;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.datasync.delta.database.Names;
import org.datasync.delta.database.Sql;
import org.datasync.delta.world.DeltaDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What only a server that speaks T-SQL can show: {@code -Dsqlserver.url=…}. */
@Tag("sqlserver")
class OnTheServerTest {
    private static final Sql SQL = Sql.of(Names.DEFAULT);
    private static final String COLUMNS = "SELECT TABLE_NAME + ' ' + COLUMN_NAME + ' ' + DATA_TYPE + ' ' + IS_NULLABLE"
            + " + ' ' + COALESCE(CAST(CHARACTER_MAXIMUM_LENGTH AS VARCHAR(12)), '') + ' ' + COALESCE(COLLATION_NAME, '')"
            + " FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_NAME LIKE 'L[TV]_P2_%' ORDER BY TABLE_NAME, COLUMN_NAME";
    private static final String INDEXES = "SELECT OBJECT_NAME(i.object_id) + ' ' + COL_NAME(c.object_id, c.column_id)"
            + " + ' ' + CAST(c.key_ordinal AS VARCHAR(12)) + ' ' + CAST(i.is_unique AS VARCHAR(1))"
            + " + CASE WHEN i.is_primary_key = 1 THEN ' primary' ELSE ' ' + i.name END"
            + " FROM sys.indexes i JOIN sys.index_columns c ON c.object_id = i.object_id AND c.index_id = i.index_id"
            + " WHERE OBJECT_NAME(i.object_id) LIKE 'LT[_]P2[_]%' ORDER BY 1";

    @Test
    void theScriptsRunTwiceAndMakeWhatTheMigrationsMake() throws SQLException {
        List<String> migrated;
        try (Connection connection = DeltaDatabase.create()) {
            migrated = facts(connection);
        }
        try (Connection connection = DeltaDatabase.installed()) {
            assertThat(facts(connection)).hasSizeGreaterThan(150).isEqualTo(migrated);
            TransactSqlScript.read("01-tables.sql").run(connection);
            TransactSqlScript.read("02-views.sql").run(connection);
            assertThat(facts(connection)).isEqualTo(migrated);
        }
    }

    @Test
    void keysAreComparedByteByByte() throws SQLException {
        try (Connection connection = DeltaDatabase.installed()) {
            assertThat(facts(connection))
                    .filteredOn(fact -> fact.contains(" address_key varchar"))
                    .hasSize(5)
                    .allMatch(fact -> fact.endsWith("Latin1_General_BIN2"));
        }
    }

    @Test
    void theServicesUserMayNeitherCreateTablesNorChangeTessitura() throws SQLException {
        try (Connection owner = DeltaDatabase.installed();
                Connection service = DeltaDatabase.asService(owner)) {
            for (String refused : List.of(
                    "CREATE TABLE dbo.LT_P2_MORE (id INT)",
                    "DELETE FROM dbo.T_CUSTOMER",
                    "UPDATE dbo.T_EADDRESS SET address = ''",
                    "SELECT customer_no FROM dbo.TA_AUDIT_TRAIL")) {
                assertThatThrownBy(() -> DeltaDatabase.execute(service, refused))
                        .as(refused)
                        .isInstanceOf(SQLException.class)
                        .hasMessageContaining("permission");
            }
        }
    }

    private static List<String> facts(Connection connection) throws SQLException {
        List<String> facts = SQL.query(connection, COLUMNS, Sql.list(row -> row.getString(1)));
        facts.addAll(SQL.query(connection, INDEXES, Sql.list(row -> row.getString(1))));
        return facts;
    }
}
