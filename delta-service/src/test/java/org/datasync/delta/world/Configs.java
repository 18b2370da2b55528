package org.datasync.delta.world;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.datasync.delta.DeltaConfig;

/** The service's configuration without the service. */
public final class Configs {
    private Configs() {}

    /** @param more names below {@code datasync.delta}, each with its value behind it */
    public static DeltaConfig of(String... more) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < more.length; i += 2) {
            values.put("datasync.delta." + more[i], more[i + 1]);
        }
        return new SmallRyeConfigBuilder()
                .withMapping(DeltaConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(DeltaConfig.class);
    }
}
