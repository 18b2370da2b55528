package org.datasync.notification.summary;

import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Numbers and times as a reader of one sync sees them. */
final class Formats {
    static final String UNKNOWN = "unknown";

    private final NumberFormat numbers;
    private final DateTimeFormatter times;
    private final ZoneId zone;

    private Formats(Locale locale, ZoneId zone) {
        this.numbers = NumberFormat.getIntegerInstance(locale);
        this.times =
                DateTimeFormatter.ofPattern("EEE d MMM uuuu, HH:mm", locale).withZone(zone);
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

    String time(Instant instant) {
        return instant == null ? UNKNOWN : times.format(instant) + " (" + zone.getId() + ")";
    }

    String duration(Duration duration) {
        Duration length = duration.isNegative() ? Duration.ZERO : duration;
        if (length.toHours() > 0) {
            return "%s h %s min".formatted(number(length.toHours()), number(length.toMinutesPart()));
        }
        return length.toMinutes() > 0
                ? "%s min %s s".formatted(number(length.toMinutes()), number(length.toSecondsPart()))
                : number(length.toSeconds()) + " s";
    }
}
