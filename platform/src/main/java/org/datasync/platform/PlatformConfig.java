package org.datasync.platform;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What the four services have in common. */
@ConfigMapping(prefix = "datasync.platform")
public interface PlatformConfig {
    /** Table of events that wait for publishing, with its schema. */
    @WithDefault("outbox")
    String outboxTable();

    /** Table of leases, with its schema. */
    @WithDefault("lease")
    String leaseTable();

    /** How long a replica may be silent before another takes over. Longer: slower takeover, fewer false ones. */
    @WithDefault("PT10S")
    Duration leaseTime();

    /** How often an idle relay looks for events that a crashed transaction owner left behind. */
    @WithDefault("PT0.5S")
    Duration relayInterval();

    /** How long published events are kept, so that a run can be published again. */
    @WithDefault("P14D")
    Duration outboxRetention();

    /** Names, without ports, under which a service is reached; requests that change something need one. Empty: any. */
    Optional<Set<String>> hosts();
}
