package org.datasync.scheduler.sync;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.scheduler.schedule.Custom;
import org.datasync.scheduler.schedule.Daily;
import org.datasync.scheduler.schedule.Monthly;
import org.datasync.scheduler.schedule.MultiDaily;
import org.datasync.scheduler.schedule.Weekly;

/** From the schedule as the operator wrote it, already checked, to the one that computes. */
final class Schedules {
    private Schedules() {}

    static org.datasync.scheduler.schedule.Schedule of(Schedule written) {
        ZoneId zone = ZoneId.of(written.zone());
        return switch (Frequency.valueOf(written.frequency())) {
            case DAILY -> new Daily(LocalTime.parse(written.timeOfDay()), zone);
            case MULTI_DAILY ->
                new MultiDaily(
                        LocalTime.parse(written.startAt()),
                        written.everyMinutes(),
                        written.endAt() == null ? MultiDaily.END_OF_DAY : LocalTime.parse(written.endAt()),
                        zone);
            case CUSTOM ->
                new Custom(written.timesOfDay().stream().map(LocalTime::parse).toList(), zone);
            case WEEKLY ->
                new Weekly(DayOfWeek.valueOf(written.dayOfWeek()), LocalTime.parse(written.timeOfDay()), zone);
            case MONTHLY -> new Monthly(written.dayOfMonth(), LocalTime.parse(written.timeOfDay()), zone);
        };
    }
}
