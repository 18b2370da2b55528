package org.datasync.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void aDueTimeIsNeverTheMomentItself() {
        var daily = new Daily(LocalTime.of(6, 0), NEW_YORK);

        assertThat(daily.nextAfter(at("2026-11-24T06:00:00-05:00"))).isEqualTo(at("2026-11-25T06:00:00-05:00"));
        assertThat(daily.nextAfter(at("2026-11-24T05:59:59.999-05:00"))).isEqualTo(at("2026-11-24T06:00:00-05:00"));
    }

    @Test
    void dueTimesCarryTheOffsetOfTheZone() {
        var daily = new Daily(LocalTime.of(6, 0), NEW_YORK);

        assertThat(daily.upcoming(at("2026-10-31T12:00:00Z"), 2))
                .extracting(time -> time.toOffsetDateTime().toString())
                .containsExactly("2026-11-01T06:00-05:00", "2026-11-02T06:00-05:00");
    }

    @Test
    void theEndOfAMultiDailyScheduleCounts() {
        var schedule = new MultiDaily(LocalTime.of(6, 0), 30, LocalTime.of(7, 0), NEW_YORK);

        assertThat(localTimes(schedule, "2026-11-24T00:00:00-05:00", 4))
                .containsExactly("2026-11-24T06:00", "2026-11-24T06:30", "2026-11-24T07:00", "2026-11-25T06:00");
    }

    @Test
    void withoutAnEndAMultiDailyScheduleGoesOnToMidnight() {
        var schedule = new MultiDaily(LocalTime.of(23, 5), 15, MultiDaily.END_OF_DAY, NEW_YORK);

        assertThat(localTimes(schedule, "2026-11-24T00:00:00-05:00", 5))
                .containsExactly(
                        "2026-11-24T23:05",
                        "2026-11-24T23:20",
                        "2026-11-24T23:35",
                        "2026-11-24T23:50",
                        "2026-11-25T23:05");
    }

    @Test
    void theTimesInsideAGapBecomeOneAtTheFirstMomentAfterIt() {
        var schedule = new MultiDaily(LocalTime.of(1, 30), 15, LocalTime.of(3, 15), NEW_YORK);

        assertThat(schedule.upcoming(at("2026-03-08T00:00:00-05:00"), 5))
                .extracting(ZonedDateTime::toOffsetDateTime)
                .containsExactly(
                        OffsetDateTime.parse("2026-03-08T01:30-05:00"),
                        OffsetDateTime.parse("2026-03-08T01:45-05:00"),
                        OffsetDateTime.parse("2026-03-08T03:00-04:00"),
                        OffsetDateTime.parse("2026-03-08T03:15-04:00"),
                        OffsetDateTime.parse("2026-03-09T01:30-04:00"));
    }

    @Test
    void aTimeThatComesTwiceIsDueAtItsFirstOccurrence() {
        var daily = new Daily(LocalTime.of(1, 30), NEW_YORK);

        assertThat(daily.upcoming(at("2026-11-01T00:00:00-04:00"), 2))
                .extracting(ZonedDateTime::toOffsetDateTime)
                .containsExactly(
                        OffsetDateTime.parse("2026-11-01T01:30-04:00"), OffsetDateTime.parse("2026-11-02T01:30-05:00"));
    }

    @Test
    void aMultiDailySchedulePausesInTheRepeatedHour() {
        var schedule = new MultiDaily(LocalTime.of(1, 0), 30, LocalTime.of(2, 0), NEW_YORK);

        assertThat(schedule.upcoming(at("2026-11-01T00:00:00-04:00"), 3))
                .extracting(ZonedDateTime::toOffsetDateTime)
                .containsExactly(
                        OffsetDateTime.parse("2026-11-01T01:00-04:00"),
                        OffsetDateTime.parse("2026-11-01T01:30-04:00"),
                        OffsetDateTime.parse("2026-11-01T02:00-05:00"));
    }

    @Test
    void theTimesOfADayThatAZoneSkippedAreDueAtItsEnd() {
        var daily = new Daily(LocalTime.of(6, 0), ZoneId.of("Pacific/Apia"));

        assertThat(daily.upcoming(at("2011-12-29T00:00:00-10:00"), 3))
                .extracting(ZonedDateTime::toOffsetDateTime)
                .containsExactly(
                        OffsetDateTime.parse("2011-12-29T06:00-10:00"),
                        OffsetDateTime.parse("2011-12-31T00:00+14:00"),
                        OffsetDateTime.parse("2011-12-31T06:00+14:00"));
    }

    @Test
    void the31stFallsOnTheLastDayOfAShorterMonth() {
        var schedule = new Monthly(31, LocalTime.of(6, 0), NEW_YORK);

        assertThat(localTimes(schedule, "2027-12-31T12:00:00-05:00", 5))
                .containsExactly(
                        "2028-01-31T06:00",
                        "2028-02-29T06:00",
                        "2028-03-31T06:00",
                        "2028-04-30T06:00",
                        "2028-05-31T06:00");
    }

    @Test
    void the30thOfFebruaryIsThe28thInACommonYear() {
        var schedule = new Monthly(30, LocalTime.of(6, 0), NEW_YORK);

        assertThat(localTimes(schedule, "2026-02-01T00:00:00-05:00", 2))
                .containsExactly("2026-02-28T06:00", "2026-03-30T06:00");
    }

    @Test
    void aWeeklyScheduleComesOnItsDay() {
        var schedule = new Weekly(DayOfWeek.MONDAY, LocalTime.of(6, 0), NEW_YORK);

        assertThat(localTimes(schedule, "2026-11-24T00:00:00-05:00", 2))
                .containsExactly("2026-11-30T06:00", "2026-12-07T06:00");
    }

    @Test
    void customTimesAreSortedAndCountOnce() {
        var schedule = new Custom(List.of(LocalTime.of(18, 0), LocalTime.of(6, 17), LocalTime.of(18, 0)), NEW_YORK);

        assertThat(localTimes(schedule, "2026-11-24T00:00:00-05:00", 3))
                .containsExactly("2026-11-24T06:17", "2026-11-24T18:00", "2026-11-25T06:17");
    }

    @Test
    void impossibleSchedulesAreRefused() {
        assertThatThrownBy(() -> new Monthly(32, LocalTime.NOON, NEW_YORK)).hasMessageContaining("dayOfMonth");
        assertThatThrownBy(() -> new MultiDaily(LocalTime.NOON, 10, LocalTime.NOON, NEW_YORK))
                .hasMessageContaining("everyMinutes");
        assertThatThrownBy(() -> new MultiDaily(LocalTime.NOON, 17, LocalTime.NOON, NEW_YORK))
                .hasMessageContaining("everyMinutes");
        assertThatThrownBy(() -> new MultiDaily(LocalTime.NOON, 15, LocalTime.of(11, 59), NEW_YORK))
                .hasMessageContaining("before the start");
        assertThatThrownBy(() -> new Custom(List.of(), NEW_YORK)).hasMessageContaining("none");
    }

    private static List<String> localTimes(Schedule schedule, String after, int count) {
        return schedule.upcoming(at(after), count).stream()
                .map(time -> time.toLocalDateTime().toString())
                .toList();
    }

    private static Instant at(String time) {
        return OffsetDateTime.parse(time.replaceFirst("Z$", "+00:00")).toInstant();
    }
}
