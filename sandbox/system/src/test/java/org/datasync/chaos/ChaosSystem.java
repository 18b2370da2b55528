package org.datasync.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Options;
import org.datasync.sandbox.system.Ports;
import org.datasync.sandbox.system.Terminal;

/**
 * The system under test: two replicas of each service, three brokers, one database server. Leases, sessions and pauses
 * are shorter than in production, so that more takeovers fit into an hour; their proportions are the same.
 */
final class ChaosSystem {
    static final int REPLICAS = 2;
    static final int BROKERS = 3;

    private static final int CONSTITUENTS = 2_000;

    private ChaosSystem() {}

    static LocalSystem start(Path root, Path directory, Terminal terminal) {
        var options = new Options(
                root,
                directory,
                CONSTITUENTS,
                Duration.ofSeconds(1),
                20,
                Optional.empty(),
                "chaos-key",
                Ports.free(REPLICAS, BROKERS),
                settings());
        return LocalSystem.start(options, terminal);
    }

    private static Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("DATASYNC_PLATFORM_LEASE_TIME", "PT4S"),
                Map.entry("KAFKA_SESSION_TIMEOUT_MS", "4000"),
                Map.entry("KAFKA_HEARTBEAT_INTERVAL_MS", "1000"),
                Map.entry("DATASYNC_DELTA_PUBLISHING_CHUNK", "20"),
                Map.entry("DATASYNC_DELTA_PUBLISHING_ACKNOWLEDGEMENT", "PT10S"),
                Map.entry("DATASYNC_DELTA_GENERATION_COUNT_PAUSE", "PT0.1S"),
                Map.entry("DATASYNC_DELTA_GENERATION_TIMEOUT", "PT10S"),
                Map.entry("DATASYNC_DELTA_GENERATION_QUIET_TIME", "PT2S"),
                Map.entry("DATASYNC_DELTA_CHANGES_INTERVAL", "PT0.001S"),
                Map.entry("DATASYNC_DELTA_ATTEMPT_PAUSE", "PT1S"),
                Map.entry("DATASYNC_CONNECTOR_PROSPECT2_TIMEOUT", "PT2S"),
                Map.entry("DATASYNC_CONNECTOR_LIMITS_REST", "PT1S"),
                Map.entry("DATASYNC_CONNECTOR_LIMITS_RECOVERY", "PT3S"),
                Map.entry("DATASYNC_CONNECTOR_BULK_CONTACTS", "40"),
                Map.entry("DATASYNC_CONNECTOR_BULK_LINGER", "PT0.2S"),
                Map.entry("DATASYNC_CONNECTOR_BULK_LONGEST_POLL", "PT2S"),
                Map.entry("DATASYNC_CONNECTOR_BULK_UNSEEN", "PT3S"),
                Map.entry("DATASYNC_CONNECTOR_CALLS_ATTEMPTS", "4"),
                Map.entry("DATASYNC_CONNECTOR_CALLS_FIRST_PAUSE", "PT0.5S"),
                Map.entry("DATASYNC_CONNECTOR_CALLS_LONGEST_PAUSE", "PT2S"),
                Map.entry("DATASYNC_CONNECTOR_CALLS_RECENT_ADD", "PT5S"),
                Map.entry("DATASYNC_CONNECTOR_CALLS_RECENT_ADD_PAUSE", "PT1S"),
                Map.entry("DATASYNC_CONNECTOR_ACCOUNT_PROBE", "PT1S"),
                Map.entry("DATASYNC_CONNECTOR_ACCOUNT_SUSPECT_REST", "PT2S"),
                Map.entry("DATASYNC_CONNECTOR_WALKS_QUIET", "PT1S"),
                Map.entry("DATASYNC_NOTIFICATION_POLL_INTERVAL", "PT0.2S"),
                Map.entry("DATASYNC_NOTIFICATION_SMTP_REPLY_TIMEOUT", "PT2S"),
                Map.entry("DATASYNC_NOTIFICATION_RETRY_FIRST_PAUSE", "PT0.5S"),
                Map.entry("DATASYNC_NOTIFICATION_RETRY_LONGEST_PAUSE", "PT2S"));
    }
}
