package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/** Every day at the listed times. */
public record Custom(List<LocalTime> times, ZoneId zone) implements Schedule {
    public Custom {
        requireNonNull(zone, "zone");
        times = times.stream().distinct().sorted().toList();
        if (times.isEmpty()) {
            throw new IllegalArgumentException("times: none");
        }
    }

    @Override
    public List<LocalTime> timesOn(LocalDate date) {
        return times;
    }
}
