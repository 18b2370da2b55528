package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * When a sync is due: wall-clock times in a zone. Pure calendar arithmetic, without a clock.
 *
 * <p>Where the clocks go forward, all times inside the gap become one due time at the first moment after it. Where
 * they go back, a time that comes twice is due at its first occurrence only.
 */
public sealed interface Schedule permits Daily, MultiDaily, Custom, Weekly, Monthly {
    ZoneId zone();

    /** The wall-clock times of one day, rising and without repetition; none on most days of a weekly schedule. */
    List<LocalTime> timesOn(LocalDate date);

    /** The first due time after the moment, never the moment itself. */
    default Instant nextAfter(Instant moment) {
        requireNonNull(moment, "moment");
        ZoneRules rules = zone().getRules();
        // A gap can carry a time of one day to the next, so the search starts a day early.
        LocalDate date = moment.atZone(zone()).toLocalDate().minusDays(1);
        while (true) {
            for (LocalTime time : timesOn(date)) {
                Instant due = first(rules, date.atTime(time));
                if (due.isAfter(moment)) {
                    return due;
                }
            }
            date = date.plusDays(1);
        }
    }

    /** The next due times after the moment, with the zone's offset. */
    default List<ZonedDateTime> upcoming(Instant moment, int count) {
        List<ZonedDateTime> times = new ArrayList<>(count);
        Instant last = moment;
        while (times.size() < count) {
            last = nextAfter(last);
            times.add(last.atZone(zone()));
        }
        return List.copyOf(times);
    }

    private static Instant first(ZoneRules rules, LocalDateTime time) {
        // In a gap there is no valid offset; in an overlap the first one is the one before the change.
        return rules.getValidOffsets(time).stream()
                .findFirst()
                .map(time::toInstant)
                .orElseGet(() -> rules.getTransition(time).getInstant());
    }
}
