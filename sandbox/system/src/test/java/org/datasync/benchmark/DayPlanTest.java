package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayPlanTest {
    private final DayPlan plan = new DayPlan(DayPlan.FULL, 96);

    @Test
    void halfOfFortySyncsAreDueEveryQuarterTheOthersHourlyOrOnce() {
        assertThat(plan.lists()).hasSize(40);
        assertThat(plan.lists()).filteredOn(list -> runs(list) == 96).hasSize(20);
        assertThat(plan.lists()).filteredOn(list -> runs(list) == 24).hasSize(14);
        assertThat(plan.lists()).filteredOn(list -> runs(list) == 1).hasSize(6);
    }

    @Test
    void everyListLiesAmongTheConstituentsHoweverFewTheyAre() {
        assertThat(new DayPlan(20_000, 4).lists())
                .allMatch(list -> list.first() >= 1 && list.last() <= 20_000 && list.last() > list.first());
    }

    private static long runs(DayPlan.ListOfDay list) {
        return IntStream.range(0, 96).filter(list::isDue).count();
    }
}
