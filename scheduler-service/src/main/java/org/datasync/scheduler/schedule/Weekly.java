package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** On one day of the week at one time. */
public record Weekly(DayOfWeek day, LocalTime time, ZoneId zone) implements Schedule {
    public Weekly {
        requireNonNull(day, "day");
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    @Override
    public List<LocalTime> timesOn(LocalDate date) {
        return date.getDayOfWeek() == day ? List.of(time) : List.of();
    }
}
