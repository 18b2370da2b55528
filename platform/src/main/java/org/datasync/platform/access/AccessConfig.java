package org.datasync.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** Which roles may do what. The defaults are those of a service that only other services ask. */
@ConfigMapping(prefix = "datasync.platform.access")
interface AccessConfig {
    /** Whether requests need a token. Only the sandbox, which listens on loopback, does without. */
    @WithDefault("true")
    boolean required();

    /** Roles that may read. */
    @WithDefault("service")
    Set<String> read();

    /** Roles that may change something, and read. */
    @WithDefault("service")
    Set<String> write();
}
