package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class IdSetTest {
    @Test
    void behavesLikeATreeSetUnderRandomUse() {
        var random = new Random(7);
        var set = new IdSet();
        var model = new TreeSet<Integer>();

        for (int step = 0; step < 20_000; step++) {
            int id = 1 + random.nextInt(1500);
            if (random.nextInt(3) > 0) {
                assertThat(set.add(id)).isEqualTo(model.add(id));
            } else {
                assertThat(set.remove(id)).isEqualTo(model.remove(id));
            }
            int probe = random.nextInt(1600);
            assertThat(set.above(probe)).isEqualTo(Objects.requireNonNullElse(model.higher(probe), -1));
            assertThat(set.below(probe)).isEqualTo(Objects.requireNonNullElse(model.lower(probe), -1));
            assertThat(set.contains(probe)).isEqualTo(model.contains(probe));
            assertThat(set.size()).isEqualTo(model.size());
        }

        for (int skip = 0; skip <= model.size(); skip++) {
            int expected =
                    model.tailSet(300, false).stream().skip(skip).findFirst().orElse(-1);
            assertThat(set.above(300, skip)).isEqualTo(expected);
        }
        assertThat(set.countAbove(300)).isEqualTo(model.tailSet(300, false).size());
    }

    @Test
    void anEmptySetHasNeighboursNowhere() {
        var set = new IdSet();

        assertThat(set.above(0)).isEqualTo(-1);
        assertThat(set.below(5000)).isEqualTo(-1);
        assertThat(set.above(0, 0)).isEqualTo(-1);
        assertThat(set.countAbove(5000)).isZero();
    }
}
