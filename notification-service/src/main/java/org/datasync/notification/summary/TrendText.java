package org.datasync.notification.summary;

import java.util.Optional;
import org.datasync.notification.course.Trend;

/** How a run stands to those before it, in a sentence. */
final class TrendText {
    private TrendText() {}

    static Optional<String> of(Trend trend) {
        return switch (trend) {
            case STEADY -> Optional.empty();
            case BEGAN ->
                Optional.of(
                        "This problem is new. Until it is over, only those who asked for every run hear of it each time.");
            case REPEATED -> Optional.of("This problem was there before and is not over.");
            case RECOVERED -> Optional.of("The problem of the runs before is over.");
        };
    }
}
