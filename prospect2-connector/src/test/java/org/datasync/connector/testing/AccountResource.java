package org.datasync.connector.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.datasync.sandbox.prospect2.Prospect2Server;

/** Points a Quarkus test at the account of the tests and makes everything quick. */
public final class AccountResource implements QuarkusTestResourceLifecycleManager {

    @Override
    public Map<String, String> start() {
        Prospect2Server server = TestAccount.server();
        Map<String, String> config = new HashMap<>();
        config.put("datasync.connector.prospect2.url", server.url());
        config.put(
                "datasync.connector.prospect2.key-file", keyFile(server.key()).toString());
        config.put("datasync.connector.prospect2.timeout", "PT2S");
        config.put("datasync.platform.lease-time", "PT6S");
        config.put("datasync.connector.limits.requests-per-second", "1000");
        config.put("datasync.connector.limits.imports-per-minute", "60000");
        config.put("datasync.connector.limits.single-imports-per-minute", "60000");
        config.put("datasync.connector.limits.rest", "PT0.5S");
        config.put("datasync.connector.limits.import-rest", "PT0.5S");
        config.put("datasync.connector.limits.recovery", "PT1S");
        config.put("datasync.connector.bulk.linger", "PT0.3S");
        config.put("datasync.connector.bulk.first-poll", "PT0.15S");
        config.put("datasync.connector.bulk.longest-poll", "PT0.5S");
        config.put("datasync.connector.bulk.unseen", "PT2S");
        config.put("datasync.connector.calls.first-pause", "PT0.1S");
        config.put("datasync.connector.calls.longest-pause", "PT0.5S");
        config.put("datasync.connector.calls.attempts", "5");
        config.put("datasync.connector.calls.recent-add", "PT3S");
        config.put("datasync.connector.calls.recent-add-pause", "PT0.3S");
        config.put("datasync.connector.account.first-rest", "PT0.1S");
        config.put("datasync.connector.account.probe", "PT0.3S");
        config.put("datasync.connector.account.tag-check", "PT0.5S");
        config.put("datasync.connector.account.suspect-rest", "PT1S");
        config.put("datasync.connector.walks.quiet", "PT1S");
        config.put("datasync.connector.walks.spare", "false");
        config.put("datasync.connector.account.fields", "PT1S");
        return config;
    }

    private static Path keyFile(String key) {
        try {
            Path file = Files.createTempFile("prospect2", ".key");
            file.toFile().deleteOnExit();
            return Files.writeString(file, key);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing: the account is shared and ends with the JVM. */
    @Override
    public void stop() {}
}
