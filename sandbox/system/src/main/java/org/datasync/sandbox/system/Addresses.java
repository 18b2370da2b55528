package org.datasync.sandbox.system;

/** What a person can open, and what else listens. */
final class Addresses {
    private Addresses() {}

    static String of(Options options) {
        Ports ports = options.ports();
        return String.join(
                System.lineSeparator(),
                line("operators' API", ports.url(Port.SCHEDULER) + "/q/openapi"),
                line("mailbox", ports.url(Port.MAILBOX)),
                line("Prospect2 API", options.prospect2Url() + "/api/3"),
                line("world control", ports.url(Port.WORLD)),
                line("delta-service", ports.url(Port.DELTA) + "/q/health"),
                line("prospect2-connector", ports.url(Port.CONNECTOR) + "/q/health"),
                line("notification-service", ports.url(Port.NOTIFICATION) + "/q/health"),
                line("Kafka", "localhost:" + ports.of(Port.KAFKA)),
                line("database", "localhost:" + ports.of(Port.DATABASE)),
                line("logs", options.directory().resolve("logs").toString()));
    }

    private static String line(String what, String where) {
        return "  %-21s %s".formatted(what, where);
    }
}
