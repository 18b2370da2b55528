package org.datasync.notification.summary;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as a reader of one sync sees them. */
final class Formats {
    static final String UNKNOWN = "unknown";

    private static final char NO_BREAK = '\u00a0';

    private final NumberFormat numbers;
    private final DateTimeFormatter times;
    private final ZoneId zone;

    private Formats(Locale locale, ZoneId zone) {
        this.numbers = NumberFormat.getIntegerInstance(locale);
        this.times = DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", locale);
        this.zone = zone;
    }

    static Formats of(Locale locale, ZoneId zone) {
        return new Formats(locale, zone);
    }

    String number(long number) {
        return numbers.format(number);
    }

    /** For example {@code 1 constituent}, {@code 5,210 constituents}. */
    String count(long number, String noun) {
        return number(number) + " " + (number == 1 ? noun : plural(noun));
    }

    private static String plural(String noun) {
        return noun.endsWith("ss") ? noun + "es" : noun + "s";
    }

    /** With the offset where the clocks go back, so that the time of day comes twice. */
    String time(Instant instant) {
        if (instant == null) {
            return UNKNOWN;
        }
        ZonedDateTime time = instant.atZone(zone);
        boolean twice = zone.getRules().getValidOffsets(time.toLocalDateTime()).size() > 1;
        return "%s (%s%s)".formatted(times.format(time), zone.getId(), twice ? ", UTC" + time.getOffset() : "");
    }

    /** No line begins with a unit. */
    private String measure(long number, String unit) {
        return number(number) + NO_BREAK + unit;
    }

    private String both(long number, String unit, long rest, String smaller) {
        return rest == 0 ? measure(number, unit) : measure(number, unit) + " " + measure(rest, smaller);
    }

    String duration(Duration duration) {
        Duration length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toHours() > 0) {
            return both(length.toHours(), "h", length.toMinutesPart(), "min");
        }
        return length.toMinutes() > 0
                ? both(length.toMinutes(), "min", length.toSecondsPart(), "s")
                : measure(length.toSeconds(), "s");
    }
}
