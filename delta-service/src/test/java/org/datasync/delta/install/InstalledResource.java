package org.datasync.delta.install;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.datasync.delta.world.DeltaDatabase;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.tessitura.Tessitura;
import org.datasync.sandbox.testing.Servers;

/** A small Tessitura with what the scripts install, but for one right; the service may not create anything. */
public final class InstalledResource implements QuarkusTestResourceLifecycleManager {
    private static final String DATABASE = "delta-installed";

    @Override
    public Map<String, String> start() {
        TestDatabase database = Servers.database(DATABASE);
        try (Connection owner = owner()) {
            DeltaDatabase.clear(owner);
            Tessitura.create(owner, 50, 1);
            for (String script : InstallScriptTest.INSTALL) {
                TransactSqlScript.read(script).run(owner);
            }
            // The sandbox's own procedure works with the rights of its caller.
            DeltaDatabase.execute(owner, "GRANT SELECT, INSERT, DELETE ON dbo.T_LIST_CONTENTS TO datasync_delta");
            DeltaDatabase.execute(owner, "GRANT SELECT, UPDATE ON dbo.T_LIST TO datasync_delta");
            DeltaDatabase.execute(owner, "GRANT SELECT ON dbo.TX_CUST_MEMBERSHIP TO datasync_delta");
            DeltaDatabase.execute(owner, "REVOKE INSERT ON dbo.LT_P2_PLAN FROM datasync_delta");
            DeltaDatabase.makeServiceUser(owner);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        // Settings of an embedded database are the owner's, and are made.
        return Map.of(
                "kafka.bootstrap.servers", Servers.kafka(),
                "quarkus.datasource.jdbc.url", database.url().replaceAll("(jdbc:h2:[^;]*);.*", "$1"),
                "quarkus.datasource.username", DeltaDatabase.SERVICE,
                "quarkus.datasource.password", DeltaDatabase.PASSWORD,
                "quarkus.liquibase.migrate-at-start", "false",
                "datasync.platform.relay-interval", "PT0.1S",
                "datasync.platform.lease-time", "PT2S",
                "datasync.delta.interval", "PT0.1S",
                "datasync.delta.generation.count-pause", "PT0.05S");
    }

    /** After the one that all classes share, whose settings it replaces. */
    @Override
    public int order() {
        return 1;
    }

    static Connection owner() throws SQLException {
        return DeltaDatabase.connect(Servers.database(DATABASE));
    }

    /** Nothing: the servers are shared and end with the JVM. */
    @Override
    public void stop() {}
}
