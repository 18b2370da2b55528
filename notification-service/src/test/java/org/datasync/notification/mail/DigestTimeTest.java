package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTimeTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T11:59:59Z, 07:00, 2026-11-24T12:00:00Z",
        "2026-11-24T12:00:00Z, 07:00, 2026-11-25T12:00:00Z",
        "2026-07-01T03:00:00Z, 07:00, 2026-07-01T11:00:00Z",
        // The clocks go from 02:00 to 03:00.
        "2026-03-08T06:00:00Z, 02:30, 2026-03-08T07:30:00Z",
        "2026-03-08T07:30:00Z, 02:30, 2026-03-09T06:30:00Z",
        // 01:30 comes twice, at 05:30Z and 06:30Z.
        "2026-11-01T04:00:00Z, 01:30, 2026-11-01T05:30:00Z",
        "2026-11-01T05:30:00Z, 01:30, 2026-11-02T06:30:00Z",
        "2026-11-01T06:15:00Z, 01:30, 2026-11-02T06:30:00Z"
    })
    void aDigestIsDueAtTheNextOccurrenceOfItsTime(Instant now, LocalTime at, Instant due) {
        assertThat(DigestTime.next(now, at, NEW_YORK)).isEqualTo(due);
    }

    @ParameterizedTest
    @CsvSource({"America/New_York, 02:30", "Europe/Berlin, 02:00", "Australia/Lord_Howe, 02:15", "Asia/Beirut, 00:00"})
    void everyDateOfAYearHasExactlyOneDigest(ZoneId zone, LocalTime at) {
        List<LocalDate> dates = new ArrayList<>();
        LocalDate begin = LocalDate.of(2026, 1, 1);

        Instant due = begin.atStartOfDay(zone).toInstant().minusSeconds(1);
        while (dates.size() < 365) {
            due = DigestTime.next(due, at, zone);
            dates.add(LocalDate.ofInstant(due, zone));
        }

        assertThat(dates).isEqualTo(begin.datesUntil(begin.plusDays(365)).toList());
    }

    @Test
    void twoZonesHaveTheirDigestsAtDifferentMoments() {
        Instant now = Instant.parse("2026-11-24T00:00:00Z");

        assertThat(DigestTime.next(now, LocalTime.of(7, 0), NEW_YORK))
                .isNotEqualTo(DigestTime.next(now, LocalTime.of(7, 0), ZoneId.of("Europe/London")));
    }
}
