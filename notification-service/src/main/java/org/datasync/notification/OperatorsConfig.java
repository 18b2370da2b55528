package org.datasync.notification;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** Who runs the installation. */
@ConfigMapping(prefix = "datasync.operators")
public interface OperatorsConfig {
    /** Addresses that hear of failed, held and stalled runs of every sync, besides its recipients. */
    Optional<List<String>> mail();
}
