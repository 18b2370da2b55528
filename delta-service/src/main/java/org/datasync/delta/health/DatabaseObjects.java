package org.datasync.delta.health;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready when every table and view that this service reads or writes is there and may be read; else it tells which. */
@Readiness
@ApplicationScoped
class DatabaseObjects implements HealthCheck {
    private static final Map<String, List<String>> OBJECTS = Map.of(
            "{p2}",
            List.of(
                    "SYNC",
                    "RUN",
                    "RUN_MEMBER",
                    "RUN_WITHOUT",
                    "RUN_UNTAG",
                    "RUN_HOLDER",
                    "PLAN",
                    "PLAN_ADDRESS",
                    "ADDRESS",
                    "DUE",
                    "SETTLEMENT",
                    "SETTLING",
                    "EARLY",
                    "LIST_LOCK",
                    "OUTBOX",
                    "LEASE"),
            "{contents}",
            List.of(""),
            "{views}",
            List.of("LISTS", "AUDIT", "MEMBERSHIP_AUDIT"),
            "{tessitura}",
            List.of(
                    "T_LIST",
                    "T_LIST_CONTENTS",
                    "T_CUSTOMER",
                    "T_EADDRESS",
                    "TR_EADDRESS_TYPE",
                    "TX_CONTACT_POINT_PURPOSE",
                    "TR_CONTACT_POINT_PURPOSE",
                    "TR_CONTACT_POINT_CATEGORY",
                    "TX_CONTACT_POINT_CATEGORY_PURPOSE",
                    "TX_CUST_CONTACT_PERM_TYPE",
                    "TR_CONTACT_PERM_TYPE",
                    "T_DEFAULTS"));

    private final Database database;
    private final Sql sql;

    DatabaseObjects(Database database) {
        this.database = database;
        this.sql = database.sql();
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("database objects").up();
        OBJECTS.forEach((prefix, names) -> names.forEach(name -> {
            String object = sql.render(prefix + name);
            if (!isReadable(object)) {
                answer.down().withData(object, "missing or not readable");
            }
        }));
        return answer.build();
    }

    private boolean isReadable(String object) {
        return database.call(connection -> {
            try {
                return sql.query(connection, "SELECT 1 FROM " + object + " WHERE 1 = 0", result -> true);
            } catch (SQLException e) {
                return false;
            }
        });
    }
}
