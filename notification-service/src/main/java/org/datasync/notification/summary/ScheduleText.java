package org.datasync.notification.summary;

import java.util.Locale;
import org.datasync.contracts.sync.v1.Schedule;

/** A schedule in words. */
final class ScheduleText {
    private ScheduleText() {}

    static String of(Schedule schedule) {
        if (schedule == null) {
            return "none";
        }
        String times =
                switch (schedule.frequency()) {
                    case "DAILY" -> "daily at " + schedule.timeOfDay();
                    case "MULTI_DAILY" ->
                        "every %s minutes from %s to %s"
                                .formatted(
                                        schedule.everyMinutes(),
                                        schedule.startAt(),
                                        schedule.endAt() == null ? "the end of the day" : schedule.endAt());
                    case "CUSTOM" ->
                        "daily at "
                                + (schedule.timesOfDay() == null
                                        ? "no time"
                                        : String.join(", ", schedule.timesOfDay()));
                    case "WEEKLY" -> "on %s at %s".formatted(day(schedule.dayOfWeek()), schedule.timeOfDay());
                    case "MONTHLY" -> "monthly on day %s at %s".formatted(schedule.dayOfMonth(), schedule.timeOfDay());
                    default -> schedule.frequency();
                };
        return times + " (" + schedule.zone() + ")";
    }

    private static String day(String name) {
        return name == null || name.isEmpty()
                ? Formats.UNKNOWN
                : name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }
}
