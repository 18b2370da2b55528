package org.datasync.sandbox.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ServersIT {
    @Test
    void everyTestClassGetsTheSameServers() {
        var first = configuredBy(Map.of("database", "one"));
        var second = configuredBy(Map.of("database", "two"));

        assertThat(first.get("kafka.bootstrap.servers")).isEqualTo(second.get("kafka.bootstrap.servers"));
        assertThat(first.get("quarkus.datasource.jdbc.url")).contains("/one;");
        assertThat(second.get("quarkus.datasource.jdbc.url")).contains("/two;");
    }

    @Test
    void theDatabaseAnswers() throws Exception {
        try (var connection = Servers.database("three").connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery("SELECT 1")) {
            assertThat(result.next()).isTrue();
        }
    }

    private static Map<String, String> configuredBy(Map<String, String> arguments) {
        var resource = new ServersResource();
        resource.init(arguments);
        return resource.start();
    }
}
