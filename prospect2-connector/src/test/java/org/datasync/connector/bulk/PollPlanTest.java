package org.datasync.connector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PollPlanTest {
    private final Instant sent = Instant.parse("2026-11-24T06:00:00Z");
    private final PollPlan plan = new PollPlan(Duration.ofSeconds(5), Duration.ofSeconds(60));

    @Test
    void theFirstQuestionComesWhenBatchesHaveLatelyBeenFinished() {
        assertThat(plan.first(sent, false)).isEqualTo(sent.plusSeconds(5));

        plan.unfinished(Duration.ofSeconds(9));
        plan.finished(1);

        assertThat(plan.first(sent, false)).isEqualTo(sent.plusSeconds(9));
        plan.finished(0);
        assertThat(plan.first(sent, false)).isEqualTo(sent.plusMillis(8_550));
    }

    @Test
    void theLastBatchIsAskedAboutSoonThoughOthersTakeLonger() {
        plan.unfinished(Duration.ofSeconds(9));

        assertThat(plan.first(sent, true)).isEqualTo(sent.plusSeconds(5));
    }

    @Test
    void aQuestionThatHadToWaitForCallsDoesNotDelayTheOthers() {
        plan.finished(1);

        assertThat(plan.first(sent, false)).isEqualTo(sent.plusSeconds(5));
    }

    @Test
    void oneBatchThatTakesHoursDelaysTheOthersLittle() {
        plan.unfinished(Duration.ofHours(3));

        assertThat(plan.first(sent, false)).isEqualTo(sent.plusSeconds(10));
    }

    @Test
    void manyThatTakeHoursDelayTheOthersByTheLongestPauseAtMost() {
        for (int i = 0; i < 10; i++) {
            plan.unfinished(Duration.ofHours(3));
        }

        assertThat(plan.first(sent, false)).isEqualTo(sent.plusSeconds(60));
    }

    @Test
    void pausesGrowWithTheAgeUpToTheLongest() {
        assertThat(plan.next(sent, sent.plusSeconds(5))).isEqualTo(sent.plusSeconds(6));
        assertThat(plan.next(sent, sent.plusSeconds(60))).isEqualTo(sent.plusSeconds(70));
        assertThat(plan.next(sent, sent.plusSeconds(3_600))).isEqualTo(sent.plusSeconds(3_660));
    }
}
