package org.datasync.sandbox.system;

/** What runs as a process of its own. */
public enum Part {
    KAFKA("kafka", Port.KAFKA),
    DATABASE("database", Port.DATABASE),
    SCHEDULER("scheduler-service", Port.SCHEDULER),
    DELTA("delta-service", Port.DELTA),
    CONNECTOR("prospect2-connector", Port.CONNECTOR),
    NOTIFICATION("notification-service", Port.NOTIFICATION);

    private final String title;
    private final Port port;

    Part(String title, Port port) {
        this.title = title;
        this.port = port;
    }

    /** The name of the process, of its log and, for a service, of its module. */
    public String title() {
        return title;
    }

    Port port() {
        return port;
    }
}
