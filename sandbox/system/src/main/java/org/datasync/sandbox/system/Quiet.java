package org.datasync.sandbox.system;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Clients in this process are silent: what they complain about while servers start is no news. */
public final class Quiet {
    /** Kept, or the settings are forgotten with them. */
    private static final List<Logger> LOGGERS =
            List.of(Logger.getLogger("org.apache.kafka"), Logger.getLogger("kafka"), Logger.getLogger("com.icegreen"));

    private Quiet() {}

    public static void logging() {
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        LOGGERS.forEach(logger -> logger.setLevel(Level.OFF));
    }
}
