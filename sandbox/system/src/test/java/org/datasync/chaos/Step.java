package org.datasync.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.datasync.sandbox.system.Replica;

/**
 * One thing that happens in a round.
 *
 * @param at since the round began
 * @param target the process of a kill or a pause, else null
 * @param lasts until the process is started again or continued
 * @param choice a number to choose everything else by: which sync, which fault, who
 */
record Step(Duration at, Action action, Replica target, Duration lasts, int choice) {
    Step {
        requireNonNull(at, "at");
        requireNonNull(action, "action");
        requireNonNull(lasts, "lasts");
        if (choice < 0) {
            throw new IllegalArgumentException("choice must not be negative");
        }
    }

    static Step of(Duration at, Action action, int choice) {
        return new Step(at, action, null, Duration.ZERO, choice);
    }

    Duration until() {
        return at.plus(lasts);
    }

    @Override
    public String toString() {
        return "%.1f s %s%s"
                .formatted(
                        at.toMillis() / 1000.0,
                        action,
                        target == null ? "" : " %s for %.1f s".formatted(target, lasts.toMillis() / 1000.0));
    }
}
