package org.datasync.sandbox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.datasync.sandbox.database.TestDatabase;

/**
 * Gives a Quarkus test the shared servers. Arguments: {@code database} names the database, default {@code test}.
 */
public final class ServersResource implements QuarkusTestResourceLifecycleManager {
    private Map<String, String> arguments = Map.of();

    @Override
    public void init(Map<String, String> initArgs) {
        arguments = Map.copyOf(initArgs);
    }

    @Override
    public Map<String, String> start() {
        var config = new HashMap<String, String>();
        config.put("kafka.bootstrap.servers", Servers.kafka());
        TestDatabase database = Servers.database(arguments.getOrDefault("database", "test"));
        config.put("quarkus.datasource.jdbc.url", database.url());
        config.put("quarkus.datasource.username", database.user());
        config.put("quarkus.datasource.password", database.password());
        return config;
    }

    /** Nothing: the servers are shared and end with the JVM. */
    @Override
    public void stop() {}
}
