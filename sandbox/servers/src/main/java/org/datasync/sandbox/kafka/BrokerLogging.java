package org.datasync.sandbox.kafka;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A broker tells hundreds of lines at INFO; inside a test they hide everything else. Its clients are left alone. */
final class BrokerLogging {
    // Held here, because the log manager keeps loggers only weakly and would forget their levels.
    private static final List<Logger> LOGGERS = List.of(
                    "kafka",
                    "state.change.logger",
                    "org.apache.kafka.common.config",
                    "org.apache.kafka.common.metrics",
                    "org.apache.kafka.controller",
                    "org.apache.kafka.coordinator",
                    "org.apache.kafka.image",
                    "org.apache.kafka.metadata",
                    "org.apache.kafka.network",
                    "org.apache.kafka.queue",
                    "org.apache.kafka.raft",
                    "org.apache.kafka.security",
                    "org.apache.kafka.server",
                    "org.apache.kafka.snapshot",
                    "org.apache.kafka.storage",
                    "org.apache.kafka.timeline",
                    "org.apache.kafka.clients.NetworkClient",
                    "org.apache.kafka.clients.admin",
                    "org.apache.kafka.common.utils.AppInfoParser")
            .stream()
            .map(Logger::getLogger)
            .toList();

    private BrokerLogging() {}

    static void quieten() {
        LOGGERS.forEach(logger -> logger.setLevel(Level.SEVERE));
    }
}
