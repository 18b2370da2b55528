package org.datasync.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.datasync.sandbox.system.Part;
import org.junit.jupiter.api.Test;

class RoundPlanTest {
    private static final long SEED = 7;
    private static final int ROUNDS = 2_000;

    @Test
    void theSameSeedPlansTheSameRound() {
        assertThat(RoundPlan.of(SEED, 3)).isEqualTo(RoundPlan.of(SEED, 3));
        assertThat(RoundPlan.of(SEED, 3)).isNotEqualTo(RoundPlan.of(SEED, 4));
        assertThat(RoundPlan.of(SEED, 3)).isNotEqualTo(RoundPlan.of(SEED + 1, 3));
    }

    @Test
    void everyRoundKillsSomethingAndAsksForRuns() {
        IntStream.range(0, ROUNDS)
                .mapToObj(round -> RoundPlan.of(SEED, round))
                .forEach(plan -> assertThat(plan).extracting(Step::action).contains(Action.KILL, Action.RUN));
    }

    @Test
    void noProcessMeetsTwoThingsAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            List<Step> steps = harms(round);
            for (Step step : steps) {
                assertThat(steps)
                        .filteredOn(other -> other != step && step.target().equals(other.target()))
                        .allMatch(other -> other.until().compareTo(step.at()) < 0
                                || step.until().compareTo(other.at()) < 0);
            }
        }
    }

    @Test
    void oneBrokerIsNeverMeantToBeTouched() {
        for (int round = 0; round < ROUNDS; round++) {
            assertThat(harms(round))
                    .filteredOn(step -> step.target().part() == Part.KAFKA)
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void everythingHappensSoonerOrLater() {
        var all = IntStream.range(0, 200)
                .mapToObj(round -> RoundPlan.of(SEED, round))
                .flatMap(List::stream)
                .toList();

        assertThat(all).extracting(Step::action).contains(Action.values());
        assertThat(all)
                .filteredOn(step -> step.target() != null)
                .extracting(Step::target)
                .containsAll(Processes.all().toList());
        assertThat(all)
                .filteredOn(step -> step.action() == Action.PAUSE)
                .extracting(Step::lasts)
                .allMatch(pause ->
                        pause.compareTo(Duration.ofSeconds(4)) > 0 && pause.compareTo(Duration.ofSeconds(60)) < 0)
                .anyMatch(pause -> pause.compareTo(Duration.ofSeconds(30)) > 0);
    }

    private static List<Step> harms(int round) {
        return RoundPlan.of(SEED, round).stream()
                .filter(step -> step.target() != null)
                .toList();
    }
}
