package org.datasync.scheduler;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/** Settings of the scheduler. */
@ConfigMapping(prefix = "datasync.scheduler")
public interface SchedulerConfig {
    /** The grid on which runs start. 1 s or more, must divide an hour. Shorter: runs start sooner after they are due. */
    @WithDefault("PT5M")
    Duration tick();

    /**
     * Zone of schedules that name none: the venue's, never the machine's. Required; only the sandbox starts without.
     */
    Optional<@WithConverter(ZoneConverter.class) ZoneId> zone();

    /** How long a held run waits for a decision before it ends as cancelled. */
    @WithDefault("PT24H")
    Duration heldMaxAge();

    /** How long ended runs, their rows and the audit are kept. Longer than any topic keeps records (14 days). */
    @WithDefault("P30D")
    Duration retention();

    /** How long the first answer to a post with an Idempotency-Key is repeated. */
    @WithDefault("PT24H")
    Duration idempotencyRetention();

    /** A run without progress for this long is shown and counted as stalled. It is never killed. */
    @WithDefault("PT30M")
    Duration stalledAfter();

    Limits limits();

    /** How much one caller may start, on each replica; beyond it the answer is 429. */
    interface Limits {
        /** Previews; each one generates the list in Tessitura. Lower: less load from impatient people. */
        @WithDefault("60")
        @Min(1)
        int previewsPerMinute();

        /** Runs. Lower: a program gone wild queues fewer of them. */
        @WithDefault("300")
        @Min(1)
        int runStartsPerMinute();
    }

    /** Address of the console as people reach it: the start of the links in mails. */
    @WithDefault("http://localhost:8080")
    String consoleUrl();

    /** Domains that recipients of notifications may have; empty: all. */
    Optional<Set<String>> recipientDomains();
}
