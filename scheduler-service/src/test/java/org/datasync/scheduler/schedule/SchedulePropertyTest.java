package org.datasync.scheduler.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The calendar arithmetic against a search that steps through every minute, looks at the wall clock and knows nothing
 * of transitions except that the wall clock jumped.
 */
class SchedulePropertyTest {
    private static final int CASES_PER_ZONE = 24;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "America/New_York",
                "America/Los_Angeles",
                "America/St_Johns",
                "America/Sao_Paulo",
                "America/Havana",
                "Europe/London",
                "Europe/Berlin",
                "Europe/Dublin",
                "Africa/Casablanca",
                "Africa/Cairo",
                "Asia/Kathmandu",
                "Asia/Tehran",
                "Asia/Beirut",
                "Asia/Gaza",
                "Australia/Sydney",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "Pacific/Auckland",
                "Pacific/Chatham",
                "Antarctica/Troll"
            })
    void isWhatASearchThroughEveryMinuteFinds(String zoneId) {
        ZoneId zone = ZoneId.of(zoneId);
        Random random = new Random(zoneId.hashCode());
        for (int i = 0; i < CASES_PER_ZONE; i++) {
            Schedule schedule = schedule(random, zone);
            Instant start = start(random, zone);
            Instant end = start.plus(schedule instanceof Monthly ? 45 : 9, ChronoUnit.DAYS);

            List<Instant> expected = searched(schedule, start, end);

            assertThat(computed(schedule, start, end))
                    .as("%s after %s", schedule, start)
                    .isEqualTo(expected);
        }
    }

    /** Half hours, whole days, and shifts within days of each other: what zones did since 1970, and will do. */
    @Test
    void everyOddShiftOfEveryZoneIsWhatTheSearchFinds() {
        Set<ZoneRules> seen = new HashSet<>();
        int shifts = 0;
        for (String id : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            ZoneId zone = ZoneId.of(id);
            if (seen.add(zone.getRules())) {
                for (ZoneOffsetTransition shift : oddShifts(zone.getRules())) {
                    shifts++;
                    Instant start = shift.getInstant().minus(30, ChronoUnit.HOURS);
                    Instant end = shift.getInstant().plus(30, ChronoUnit.HOURS);
                    LocalTime inside =
                            earlier(shift).plusMinutes(7).toLocalTime().truncatedTo(ChronoUnit.MINUTES);
                    for (Schedule schedule : List.of(
                            new Daily(inside, zone),
                            new MultiDaily(LocalTime.MIDNIGHT, 35, MultiDaily.END_OF_DAY, zone))) {
                        assertThat(computed(schedule, start, end))
                                .as("%s around %s", schedule, shift)
                                .isEqualTo(searched(schedule, start, end));
                    }
                }
            }
        }
        assertThat(shifts).isGreaterThan(200);
    }

    private static LocalDateTime earlier(ZoneOffsetTransition shift) {
        return shift.isGap() ? shift.getDateTimeBefore() : shift.getDateTimeAfter();
    }

    private static List<ZoneOffsetTransition> oddShifts(ZoneRules rules) {
        List<ZoneOffsetTransition> odd = new ArrayList<>();
        Instant last = Instant.MIN;
        ZoneOffsetTransition shift = rules.nextTransition(Instant.parse("1970-01-01T00:00:00Z"));
        while (shift != null && shift.getInstant().isBefore(Instant.parse("2035-01-01T00:00:00Z"))) {
            long minutes = Math.abs(shift.getDuration().toMinutes());
            boolean whole = shift.getDuration().toSeconds() % 60 == 0
                    && shift.getDateTimeBefore().getSecond() == 0;
            if (whole && (minutes != 60 || last.isAfter(shift.getInstant().minus(8, ChronoUnit.DAYS)))) {
                odd.add(shift);
            }
            last = shift.getInstant();
            shift = rules.nextTransition(last);
        }
        return odd;
    }

    @Test
    void everyYearOfTwoDecadesHasEveryDayOnce() {
        var schedule = new Daily(LocalTime.of(2, 30), ZoneId.of("America/New_York"));
        Instant start = Instant.parse("2020-01-01T00:00:00Z");
        Instant end = Instant.parse("2040-01-01T00:00:00Z");

        List<Instant> due = computed(schedule, start, end);

        assertThat(due).hasSize((int) ChronoUnit.DAYS.between(start, end));
    }

    private static List<Instant> computed(Schedule schedule, Instant start, Instant end) {
        List<Instant> due = new ArrayList<>();
        for (Instant next = schedule.nextAfter(start); !next.isAfter(end); next = schedule.nextAfter(next)) {
            due.add(next);
        }
        return due;
    }

    private static List<Instant> searched(Schedule schedule, Instant start, Instant end) {
        ZoneRules rules = schedule.zone().getRules();
        Predicate<LocalDateTime> wanted = wanted(schedule);
        List<Instant> due = new ArrayList<>();
        // Two days before, so that it is known which wall-clock minutes have been there already.
        Instant minute = start.truncatedTo(ChronoUnit.MINUTES).minus(2, ChronoUnit.DAYS);
        LocalDateTime last = LocalDateTime.ofInstant(minute.minusSeconds(60), rules.getOffset(minute.minusSeconds(60)));
        Set<LocalDateTime> seen = new HashSet<>();
        for (; !minute.isAfter(end); minute = minute.plusSeconds(60)) {
            LocalDateTime wall = LocalDateTime.ofInstant(minute, rules.getOffset(minute));
            boolean isDue = seen.add(wall) && wanted.test(wall);
            for (LocalDateTime skipped = last.plusMinutes(1);
                    skipped.isBefore(wall);
                    skipped = skipped.plusMinutes(1)) {
                isDue |= seen.add(skipped) && wanted.test(skipped);
            }
            if (isDue && minute.isAfter(start)) {
                due.add(minute);
            }
            last = wall;
        }
        return due;
    }

    private static Predicate<LocalDateTime> wanted(Schedule schedule) {
        if (schedule instanceof Daily daily) {
            return wall -> wall.toLocalTime().equals(daily.time());
        }
        if (schedule instanceof Weekly weekly) {
            return wall ->
                    wall.getDayOfWeek() == weekly.day() && wall.toLocalTime().equals(weekly.time());
        }
        if (schedule instanceof Monthly monthly) {
            return wall -> wall.toLocalTime().equals(monthly.time())
                    && (wall.getDayOfMonth() == monthly.dayOfMonth()
                            || wall.getDayOfMonth() < monthly.dayOfMonth()
                                    && wall.toLocalDate().plusDays(1).getDayOfMonth() == 1);
        }
        if (schedule instanceof Custom custom) {
            return wall -> custom.times().contains(wall.toLocalTime());
        }
        MultiDaily multi = (MultiDaily) schedule;
        return wall -> {
            int minutes =
                    wall.toLocalTime().toSecondOfDay() / 60 - multi.start().toSecondOfDay() / 60;
            return minutes >= 0
                    && minutes % multi.everyMinutes() == 0
                    && !wall.toLocalTime().isAfter(multi.end());
        };
    }

    /** Half of the searches begin shortly before the clocks change. */
    private static Instant start(Random random, ZoneId zone) {
        Instant any =
                Instant.parse("2005-01-01T00:00:00Z").plus(random.nextInt(30 * 365 * 24 * 60), ChronoUnit.MINUTES);
        var transition = zone.getRules().nextTransition(any);
        return random.nextBoolean() && transition != null
                ? transition.getInstant().minus(random.nextInt(3 * 24 * 60), ChronoUnit.MINUTES)
                : any;
    }

    private static Schedule schedule(Random random, ZoneId zone) {
        return switch (random.nextInt(5)) {
            case 0 -> new Daily(time(random), zone);
            case 1 -> new Weekly(DayOfWeek.of(1 + random.nextInt(7)), time(random), zone);
            case 2 -> new Monthly(1 + random.nextInt(31), time(random), zone);
            case 3 -> new Custom(List.of(time(random), time(random), time(random)), zone);
            default -> {
                LocalTime start = time(random);
                LocalTime end = time(random);
                yield new MultiDaily(
                        start.isBefore(end) ? start : end,
                        15 + 5 * random.nextInt(20),
                        start.isBefore(end) ? end : start,
                        zone);
            }
        };
    }

    /** Mostly in the hours in which clocks change. */
    private static LocalTime time(Random random) {
        int hour = random.nextInt(4) == 0 ? random.nextInt(24) : random.nextInt(5);
        return LocalTime.of(hour, random.nextInt(60));
    }

    @Test
    void theSearchItselfFindsAnOrdinaryDay() {
        var schedule = new Daily(LocalTime.of(6, 0), ZoneId.of("UTC"));
        Instant start = LocalDate.of(2026, 1, 1).atStartOfDay(ZoneId.of("UTC")).toInstant();

        assertThat(searched(schedule, start, start.plus(1, ChronoUnit.DAYS)))
                .containsExactly(Instant.parse("2026-01-01T06:00:00Z"));
    }
}
