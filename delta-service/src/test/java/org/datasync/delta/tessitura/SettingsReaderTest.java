package org.datasync.delta.tessitura;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.Optional;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.world.Configs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsReaderTest {
    private static final String ORGANIZATION = "Playhouse";
    private PlainDatabase database;
    private SettingsReader settings;
    private int rows;

    @BeforeEach
    void open() throws SQLException {
        var config = Configs.of("settings.organization", ORGANIZATION);
        database = new PlainDatabase(config);
        settings = Readers.of(database.database(), config).settings();
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void withoutARowChangesAreNotFollowed() {
        assertThat(followsChanges()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"YES, true", "yes, true", "'  Yes ', true", "NO, false", "Y, false", "YES PLEASE, false", "'', false"})
    void onlyYesSwitchesOn(String value, boolean on) throws SQLException {
        row("Impresario", "P2DSTrackChanges", value, "N");

        assertThat(followsChanges()).isEqualTo(on);
    }

    @ParameterizedTest
    @CsvSource({
        "YES, NO, true",
        "NO, YES, false",
        "'', YES, false",
    })
    void theOrganizationGoesBeforeTheGlobalRow(String own, String global, boolean on) throws SQLException {
        row("Impresario", "P2DSTrackChanges", global, "N");
        row(ORGANIZATION, "P2DSTrackChanges", own, "N");

        assertThat(followsChanges()).isEqualTo(on);
    }

    @Test
    void anInactiveRowIsNone() throws SQLException {
        row("Impresario", "P2DSTrackChanges", "YES", "N");
        row(ORGANIZATION, "P2DSTrackChanges", "NO", "Y");
        assertThat(followsChanges()).isTrue();

        database.run("UPDATE dbo.T_DEFAULTS SET inactive = 'Y'");
        assertThat(followsChanges()).isFalse();
    }

    @Test
    void namesAreComparedWithoutCaseAndBlanks() throws SQLException {
        row(" PLAYHOUSE ", "p2dsTRACKchanges ", "YES", "N");

        assertThat(followsChanges()).isTrue();
    }

    @Test
    void rowsOfOthersDoNotMatter() throws SQLException {
        row("Opera", "P2DSTrackChanges", "YES", "N");
        row(ORGANIZATION, "P2Other", "YES", "N");

        assertThat(followsChanges()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "' 12 ', 12", "none, ", "'', ", "-1, ", "99999999999, "})
    void thePermissionTypeIsANumberOrNone(String value, Integer type) throws SQLException {
        row("Impresario", "P2ContactPermissionType", value, "N");

        assertThat(database.database().call(settings::contactPermissionType)).isEqualTo(Optional.ofNullable(type));
    }

    private boolean followsChanges() {
        return database.database().call(settings::tracksChanges);
    }

    private void row(String parent, String field, String value, String inactive) throws SQLException {
        database.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive) VALUES ("
                + ++rows + ", '" + parent + "', '" + field + "', '" + value + "', '" + inactive + "')");
    }
}
