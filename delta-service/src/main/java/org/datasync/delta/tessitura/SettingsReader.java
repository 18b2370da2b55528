package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Settings in {@code T_DEFAULTS}: an active row of the organization goes before the global one. */
@ApplicationScoped
public class SettingsReader {
    private final Sql sql;
    private final DeltaConfig.Settings config;

    SettingsReader(Database database, DeltaConfig config) {
        this.sql = database.sql();
        this.config = config.settings();
    }

    /** Whether changed constituents are sent again: off unless Tessitura says YES. */
    public boolean tracksChanges(Connection connection) throws SQLException {
        return value(connection, config.trackChanges())
                .filter("YES"::equalsIgnoreCase)
                .isPresent();
    }

    /** The contact permission type that decides about e-mail, if one is configured. */
    public Optional<Integer> contactPermissionType(Connection connection) throws SQLException {
        return value(connection, config.contactPermissionType())
                .filter(value -> value.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private Optional<String> value(Connection connection, String field) throws SQLException {
        String organization = config.organization().orElse(config.global()).strip();
        List<Setting> rows = sql.query(
                connection,
                "SELECT parent_table, default_value FROM {tessitura}T_DEFAULTS WHERE UPPER(LTRIM(RTRIM(field_name))) = ?"
                        + " AND UPPER(LTRIM(RTRIM(parent_table))) IN (?, ?)"
                        + " AND (inactive IS NULL OR inactive <> 'Y') ORDER BY id",
                Sql.list(row -> new Setting(row.getString(1), row.getString(2))),
                field.toUpperCase(Locale.ROOT),
                organization.toUpperCase(Locale.ROOT),
                config.global().toUpperCase(Locale.ROOT));
        return rows.stream()
                .filter(row -> row.parent.strip().equalsIgnoreCase(organization))
                .findFirst()
                .or(() -> rows.stream().findFirst())
                .map(row -> row.value == null ? "" : row.value.strip());
    }

    private record Setting(String parent, String value) {}
}
