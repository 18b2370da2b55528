package org.datasync.delta.world;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.tessitura.Tessitura;
import org.datasync.sandbox.testing.Servers;

/** The shared servers, a Tessitura with a few constituents in a database of this module, and short times. */
public final class TessituraResource implements QuarkusTestResourceLifecycleManager {
    public static final String DATABASE = "delta";
    private static final int CONSTITUENTS = 50;

    @Override
    public Map<String, String> start() {
        TestDatabase database = Servers.database(DATABASE);
        try (Connection connection = connect()) {
            if (TestDatabase.external().isPresent()) {
                DeltaDatabase.clear(connection);
            }
            Tessitura.create(connection, CONSTITUENTS, 1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        Map<String, String> config = new HashMap<>();
        config.put("kafka.bootstrap.servers", Servers.kafka());
        config.put("quarkus.datasource.jdbc.url", database.url());
        config.put("quarkus.datasource.username", database.user());
        config.put("quarkus.datasource.password", database.password());
        config.put("datasync.platform.lease-time", "PT2S");
        config.put("datasync.platform.relay-interval", "PT0.1S");
        config.put("datasync.delta.interval", "PT0.1S");
        config.put("datasync.delta.attempt-pause", "PT0.2S");
        config.put("datasync.delta.generation.count-pause", "PT0.05S");
        config.put("datasync.delta.publishing.chunk", "10");
        return config;
    }

    static Connection connect() throws SQLException {
        return DeltaDatabase.connect(Servers.database(DATABASE));
    }

    /** Nothing: the servers are shared and end with the JVM. */
    @Override
    public void stop() {}
}
