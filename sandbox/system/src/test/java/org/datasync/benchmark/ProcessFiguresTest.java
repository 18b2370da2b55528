package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {
    @Test
    void processorTimeIsThatOfUserAndSystem() {
        String stat = "42 (a (strange) name) S 1 42 42 0 -1 4194304 5 0 0 0 250 50 7 7 20 0 31 0 100 1000 10 0";

        assertThat(ProcessFigures.processor(stat)).isEqualTo(3.0);
    }

    @Test
    void memoryIsInMegabytes() {
        assertThat(ProcessFigures.megabytes(List.of("Rss:   4096 kB", "Pss:   2048 kB", "Pss_Dirty:  1 kB"), "Pss:"))
                .isEqualTo(2.0);
    }
}
