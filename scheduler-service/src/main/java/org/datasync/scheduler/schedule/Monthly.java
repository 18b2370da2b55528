package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** On one day of the month at one time; in a shorter month on its last day. */
public record Monthly(int dayOfMonth, LocalTime time, ZoneId zone) implements Schedule {
    public Monthly {
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
        if (dayOfMonth < 1 || dayOfMonth > 31) {
            throw new IllegalArgumentException("dayOfMonth: %d, must be 1 to 31".formatted(dayOfMonth));
        }
    }

    @Override
    public List<LocalTime> timesOn(LocalDate date) {
        return date.getDayOfMonth() == Math.min(dayOfMonth, date.lengthOfMonth()) ? List.of(time) : List.of();
    }
}
