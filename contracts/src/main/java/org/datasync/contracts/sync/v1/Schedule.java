package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * When a sync runs, as the operator wrote it. Times are {@code HH:mm} in {@code zone} (IANA); which fields are set
 * depends on {@code frequency}.
 *
 * @param frequency DAILY, MULTI_DAILY, CUSTOM, WEEKLY or MONTHLY
 */
public record Schedule(
        String frequency,
        String timeOfDay,
        String startAt,
        Integer everyMinutes,
        String endAt,
        List<String> timesOfDay,
        String dayOfWeek,
        Integer dayOfMonth,
        String zone) {
    public Schedule {
        requireNonNull(frequency, "frequency");
        requireNonNull(zone, "zone");
        timesOfDay = timesOfDay == null ? null : List.copyOf(timesOfDay);
    }
}
