package org.datasync.scheduler.schedule;

import static java.util.Objects.requireNonNull;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Every day from a start time, every so many minutes of the wall clock, to an end time of the same day, which counts.
 * In the repeated hour of a clock change it pauses.
 */
public record MultiDaily(LocalTime start, int everyMinutes, LocalTime end, ZoneId zone) implements Schedule {
    public static final int SHORTEST_MINUTES = 15;
    public static final LocalTime END_OF_DAY = LocalTime.of(23, 59);

    public MultiDaily {
        requireNonNull(start, "start");
        requireNonNull(end, "end");
        requireNonNull(zone, "zone");
        if (everyMinutes < SHORTEST_MINUTES || everyMinutes % 5 != 0) {
            throw new IllegalArgumentException("everyMinutes: " + everyMinutes);
        }
        if (end.isBefore(start)) {
            throw new IllegalArgumentException("end: %s, before the start %s".formatted(end, start));
        }
    }

    @Override
    public List<LocalTime> timesOn(LocalDate date) {
        int minutes = (end.toSecondOfDay() - start.toSecondOfDay()) / 60;
        return IntStream.rangeClosed(0, minutes / everyMinutes)
                .mapToObj(slot -> start.plusMinutes((long) slot * everyMinutes))
                .toList();
    }
}
