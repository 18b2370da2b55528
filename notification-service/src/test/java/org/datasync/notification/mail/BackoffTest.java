package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(30), new Random(1));

    @Test
    void pausesDoubleUpToTheLongestAndAreShortenedByAtMostHalf() {
        assertThat(backoff.after(1)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
        assertThat(backoff.after(3)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(120));
        assertThat(backoff.after(7)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(30));
        assertThat(backoff.after(5000)).isBetween(Duration.ofMinutes(15), Duration.ofMinutes(30));
    }

    @Test
    void sendersThatFailTogetherPauseOnce() {
        AtomicLong now = new AtomicLong();
        ServerPause pause =
                new ServerPause(new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), new Random(1)), now::get);
        pause.begin(Duration.ZERO);
        pause.begin(Duration.ZERO);
        pause.begin(Duration.ZERO);

        Duration left = pause.begin(Duration.ZERO);

        assertThat(left).isLessThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(pause.isOver()).isFalse();
        now.addAndGet(left.toNanos());
        assertThat(pause.isOver()).isTrue();
    }

    @Test
    void anAnswerEndsThePause() {
        ServerPause pause = new ServerPause(backoff, () -> 0);
        pause.begin(Duration.ZERO);

        pause.end();

        assertThat(pause.isOver()).isTrue();
    }
}
