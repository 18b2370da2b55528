package org.datasync.notification.mail;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/** When a recipient's digest is due: once on every date of the zone, also where the clocks change. */
final class DigestTime {
    private DigestTime() {}

    /**
     * @return after the moment. In a gap of the clocks the first moment after it would have been; of a time that comes
     *     twice the first
     */
    static Instant next(Instant moment, LocalTime at, ZoneId zone) {
        ZonedDateTime now = moment.atZone(zone);
        ZonedDateTime today = now.toLocalDate().atTime(at).atZone(zone);
        return today.isAfter(now)
                ? today.toInstant()
                : now.toLocalDate().plusDays(1).atTime(at).atZone(zone).toInstant();
    }
}
