package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Reads what the rules of a run depend on: today, the ids of e-mail types, the permission type. */
@ApplicationScoped
public class EligibilityReader {
    private final Sql sql;
    private final SettingsReader settings;
    private final DeltaConfig config;

    EligibilityReader(Database database, SettingsReader settings, DeltaConfig config) {
        this.sql = database.sql();
        this.settings = settings;
        this.config = config;
    }

    public EligibleAddresses eligible(Connection connection, Filters filters) throws SQLException {
        return new EligibleAddresses(
                filters,
                ids(connection, "SELECT id FROM {tessitura}TR_EADDRESS_TYPE WHERE email_ind = 'Y' ORDER BY id"),
                ids(
                        connection,
                        "SELECT id FROM {tessitura}TR_CONTACT_POINT_CATEGORY"
                                + " WHERE contact_point_table = 'T_EADDRESS' ORDER BY id"),
                settings.contactPermissionType(connection),
                config.settings().acceptingAnswer(),
                now(connection).toLocalDate(),
                !connection.getMetaData().getDatabaseProductName().equals("H2"));
    }

    /** The database's own clock: the one that stamps audit rows and decides which day it is. */
    public LocalDateTime now(Connection connection) throws SQLException {
        return sql.query(connection, "SELECT GETDATE()", result -> {
            result.next();
            return result.getObject(1, LocalDateTime.class);
        });
    }

    private List<Integer> ids(Connection connection, String query) throws SQLException {
        return sql.query(connection, query, Sql.list(row -> row.getInt(1)));
    }
}
