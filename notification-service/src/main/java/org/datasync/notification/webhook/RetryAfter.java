package org.datasync.notification.webhook;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;

/** The {@code Retry-After} of an answer (RFC 9110, 10.2.3): seconds, or a date. */
final class RetryAfter {
    /** A server that asks for longer is asked again all the same, so that a slip of its does not end the calls. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** @return zero if there is none, it makes no sense or lies in the past; a day at most */
    static Duration of(String header, Clock clock) {
        if (header == null) {
            return Duration.ZERO;
        }
        Duration wait = SECONDS.matcher(header.strip()).matches()
                ? Duration.ofSeconds(Long.parseLong(header.strip()))
                : until(header.strip(), clock);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static Duration until(String date, Clock clock) {
        try {
            return Duration.between(clock.instant(), Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
