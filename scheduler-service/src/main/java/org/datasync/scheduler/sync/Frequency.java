package org.datasync.scheduler.sync;

import java.util.Set;

/** The kinds of schedules, each with the fields that belong to it. */
enum Frequency {
    DAILY("timeOfDay"),
    MULTI_DAILY("startAt", "everyMinutes", "endAt"),
    CUSTOM("timesOfDay"),
    WEEKLY("dayOfWeek", "timeOfDay"),
    MONTHLY("dayOfMonth", "timeOfDay");

    private final Set<String> fields;

    Frequency(String... fields) {
        this.fields = Set.of(fields);
    }

    boolean has(String field) {
        return fields.contains(field);
    }
}
