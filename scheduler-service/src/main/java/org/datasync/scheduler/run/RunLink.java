package org.datasync.scheduler.run;

import java.util.UUID;
import org.datasync.scheduler.SchedulerConfig;

/** Where people find a run. */
final class RunLink {
    private RunLink() {}

    static String of(SchedulerConfig config, UUID runId) {
        return config.consoleUrl().replaceAll("/+$", "") + "/runs/" + runId;
    }
}
