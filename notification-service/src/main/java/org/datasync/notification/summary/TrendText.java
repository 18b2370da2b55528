package org.datasync.notification.summary;

import java.util.Optional;
import org.datasync.notification.course.Trend;

/** How a run stands to those before it, in a sentence. */
final class TrendText {
    private TrendText() {}

    static Optional<String> ofRun(Trend trend) {
        return switch (trend) {
            case STEADY -> Optional.empty();
            case BEGAN ->
                Optional.of(
                        "This problem is new. While it lasts, only those who asked for every run are told each time.");
            case REPEATED -> Optional.of("This problem was there before and is not over.");
            case RECOVERED -> Optional.of("What was told before, a failure, errors or a hold, is over.");
        };
    }

    static Optional<String> ofHold(Trend trend) {
        return switch (trend) {
            case STEADY, RECOVERED -> Optional.empty();
            case BEGAN ->
                Optional.of("This is new. If it comes back, it is told once a day, and each time to those who asked for"
                        + " every run.");
            case REPEATED -> Optional.of("The data sync was held for the same reason before.");
        };
    }
}
