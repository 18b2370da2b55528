package org.datasync.platform.http;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** A sandbox has no identity provider, so it is only reachable from its own machine, whatever else is configured. */
public final class SandboxDefaults implements ConfigSourceFactory {
    private static final Map<String, String> OPEN_ON_LOOPBACK = Map.of(
            "quarkus.http.host", "127.0.0.1",
            "datasync.platform.access.required", "false",
            "quarkus.oidc.tenant-enabled", "false");
    private static final int ABOVE_EVERYTHING = 900;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue sandbox = context.getValue("datasync.sandbox");
        return sandbox != null && Boolean.parseBoolean(sandbox.getValue())
                ? List.of(new PropertiesConfigSource(OPEN_ON_LOOPBACK, "sandbox defaults", ABOVE_EVERYTHING))
                : List.of();
    }
}
