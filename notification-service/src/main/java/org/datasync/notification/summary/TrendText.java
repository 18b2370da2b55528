package org.datasync.notification.summary;

import java.util.Optional;
import org.datasync.notification.course.Trend;

/** How a run stands to those before it, in a sentence. */
final class TrendText {
    private TrendText() {}

    static Optional<String> of(Trend trend) {
        return switch (trend) {
            case STEADY, BEGAN -> Optional.empty();
            case REPEATED -> Optional.of("The run before ended in the same way.");
            case RECOVERED -> Optional.of("The problem of the runs before is over.");
        };
    }
}
