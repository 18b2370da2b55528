package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void quantilesAreValuesThatWereMeasured() {
        List<Double> values = List.of(4.0, 1.0, 3.0, 2.0);

        assertThat(Figures.quantile(values, 0.95)).isEqualTo(4.0);
        assertThat(Figures.worst(values)).isEqualTo(4.0);
    }

    @Test
    void theMedianIsTheMiddleValueOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Figures.median(List.of(7.0))).isEqualTo(7.0);
        assertThat(Figures.median(List.of(5.0, 1.0))).isEqualTo(3.0);
        assertThat(Figures.median(List.of(4.0, 1.0, 3.0, 2.0))).isEqualTo(2.5);
        assertThat(Figures.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2.0);
    }
}
