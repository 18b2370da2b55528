package org.datasync.sandbox.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import org.datasync.sandbox.database.TestDatabase;

/**
 * Gives a Quarkus test the shared servers. Arguments: {@code database} names the database, default {@code test};
 * {@code tessitura} fills it with a synthetic Tessitura of so many constituents.
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
        TestDatabase database = database();
        config.put("quarkus.datasource.jdbc.url", database.url());
        config.put("quarkus.datasource.username", database.user());
        config.put("quarkus.datasource.password", database.password());
        return config;
    }

    private TestDatabase database() {
        String name = arguments.getOrDefault("database", "test");
        int constituents = Integer.parseInt(arguments.getOrDefault("tessitura", "0"));
        return constituents > 0 ? Servers.tessitura(name, constituents) : Servers.database(name);
    }

    /** Nothing: the servers are shared and end with the JVM. */
    @Override
    public void stop() {}
}
