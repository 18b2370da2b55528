package org.datasync.sandbox.system;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What listens on loopback, and where it does so by default. */
public enum Port {
    SCHEDULER(8080, "scheduler"),
    DELTA(8081, "delta"),
    CONNECTOR(8082, "connector"),
    NOTIFICATION(8083, "notification"),
    KAFKA(19092, "kafka"),
    DATABASE(19093, "database"),
    PROSPECT2(19094, "prospect2"),
    SMTP(19095, "smtp"),
    MAILBOX(19096, "mailbox"),
    WORLD(19097, "world");

    /** Of what can run more than once, the broker aside. */
    static final Set<Port> SERVICES =
            Collections.unmodifiableSet(EnumSet.of(SCHEDULER, DELTA, CONNECTOR, NOTIFICATION));

    private final int standard;
    private final String word;

    Port(int standard, String word) {
        this.standard = standard;
        this.word = word;
    }

    int standard() {
        return standard;
    }

    String word() {
        return word;
    }

    /** The system property that changes it. */
    String property() {
        return "demo.port." + word;
    }
}
