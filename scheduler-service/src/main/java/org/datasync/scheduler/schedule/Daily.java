package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Every day at one time. */
public record Daily(LocalTime time, ZoneId zone) implements Schedule {
    public Daily {
        requireNonNull(time, "time");
        requireNonNull(zone, "zone");
    }

    @Override
    public List<LocalTime> timesOn(LocalDate date) {
        return List.of(time);
    }
}
