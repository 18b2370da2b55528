package org.datasync.scheduler.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.scheduler.request.Fields;
import org.datasync.scheduler.schedule.MultiDaily;

/** Reads the schedule of a definition; times are kept as {@code HH:mm}. */
final class ScheduleReader {
    private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]");
    private static final List<String> FIELDS =
            List.of("timeOfDay", "startAt", "everyMinutes", "endAt", "timesOfDay", "dayOfWeek", "dayOfMonth");
    private static final int MOST_TIMES = 96;
    private static final int DAY_MINUTES = 24 * 60;

    private final Fields fields;
    private final ZoneId defaultZone;

    ScheduleReader(Fields fields, ZoneId defaultZone) {
        this.fields = fields;
        this.defaultZone = defaultZone;
    }

    Optional<Schedule> read() {
        String zone = zone();
        fields.require("frequency");
        Optional<Frequency> frequency = fields.choice("frequency", Frequency.class);
        fields.ignoring(FIELDS.toArray(String[]::new));
        if (frequency.isEmpty()) {
            fields.refuseOthers();
            return Optional.empty();
        }
        FIELDS.stream()
                .filter(field -> fields.has(field) && !frequency.get().has(field))
                .forEach(field -> fields.error(field, "does not belong to " + frequency.get()));
        Schedule schedule = read(frequency.get(), zone);
        fields.refuseOthers();
        return Optional.of(schedule);
    }

    private Schedule read(Frequency frequency, String zone) {
        return switch (frequency) {
            case DAILY -> new Schedule(frequency.name(), time("timeOfDay"), null, null, null, null, null, null, zone);
            case MULTI_DAILY -> multiDaily(zone);
            case CUSTOM -> new Schedule(frequency.name(), null, null, null, null, times(), null, null, zone);
            case WEEKLY -> {
                fields.require("dayOfWeek");
                String day = fields.choice("dayOfWeek", DayOfWeek.class)
                        .map(DayOfWeek::name)
                        .orElse(null);
                yield new Schedule(frequency.name(), time("timeOfDay"), null, null, null, null, day, null, zone);
            }
            case MONTHLY -> {
                fields.require("dayOfMonth");
                Integer day = fields.integer("dayOfMonth", 1, 31).orElse(null);
                yield new Schedule(frequency.name(), time("timeOfDay"), null, null, null, null, null, day, zone);
            }
        };
    }

    private Schedule multiDaily(String zone) {
        String start = time("startAt");
        fields.require("everyMinutes");
        Integer every = fields.integer("everyMinutes", MultiDaily.SHORTEST_MINUTES, DAY_MINUTES)
                .orElse(null);
        if (every != null && every % 5 != 0) {
            fields.error("everyMinutes", "must be a multiple of 5");
        }
        String end = fields.has("endAt") ? time("endAt") : null;
        if (start != null && end != null && LocalTime.parse(end).isBefore(LocalTime.parse(start))) {
            fields.error("endAt", "must not be before startAt");
        }
        return new Schedule(Frequency.MULTI_DAILY.name(), null, start, every, end, null, null, null, zone);
    }

    private List<String> times() {
        fields.require("timesOfDay");
        TreeSet<String> times = new TreeSet<>();
        int index = 0;
        for (JsonNode element : fields.array("timesOfDay", MOST_TIMES)) {
            if (element.isTextual() && TIME.matcher(element.textValue()).matches()) {
                times.add(element.textValue());
            } else {
                fields.error("timesOfDay[%d]".formatted(index), "must be a time of day, HH:mm");
            }
            index++;
        }
        if (index == 0 && fields.sound("timesOfDay")) {
            fields.error("timesOfDay", "must have at least one time");
        }
        return List.copyOf(times);
    }

    private String time(String field) {
        return fields.requiredText(field, 100)
                .filter(text -> {
                    boolean valid = TIME.matcher(text).matches();
                    if (!valid) {
                        fields.error(field, "must be a time of day, HH:mm");
                    }
                    return valid;
                })
                .orElse(null);
    }

    private String zone() {
        return fields.text("zone", 100)
                .filter(zone -> {
                    boolean known = ZoneId.getAvailableZoneIds().contains(zone);
                    if (!known) {
                        fields.error("zone", "must be an IANA time zone, for example America/New_York");
                    }
                    return known;
                })
                .orElse(defaultZone.getId());
    }
}
