package org.datasync.chaos;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What came of a round.
 *
 * @param done how often what was done
 * @param details the same, told apart further
 * @param runs by final state
 * @param differences empty if everything is as it has to be
 */
record Outcome(
        int round,
        Duration took,
        Map<Action, Integer> done,
        Map<String, Integer> details,
        Map<String, Integer> runs,
        List<String> differences) {
    Outcome {
        requireNonNull(took, "took");
        done = Map.copyOf(done);
        details = Map.copyOf(details);
        runs = Map.copyOf(runs);
        differences = List.copyOf(differences);
    }

    boolean isWrong() {
        return !differences.isEmpty();
    }
}
