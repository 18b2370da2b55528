package org.datasync.connector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.datasync.connector.change.Lane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuspicionTest {
    private final Instant now = Instant.parse("2026-11-24T06:00:00Z");
    private final List<String> told = new ArrayList<>();
    private final Suspicion suspicion =
            new Suspicion(told::add, Duration.ofMinutes(10), Clock.fixed(now, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({
        "19, 19, false",
        "20, 4, false",
        "20, 5, true",
        "21, 4, false",
        "100, 20, false",
        "100, 21, true",
        "250, 50, false",
        "250, 51, true"
    })
    void moreThanAFifthOfTwentyOrMoreFallsOnTheAccount(int contacts, long unexplained, boolean falls) {
        assertThat(suspicion.falls(batch(contacts), unexplained)).isEqualTo(falls);
    }

    @Test
    void importsRestAndTheFailedComeAfterTheOthers() {
        Instant again = suspicion.raise("why");

        assertThat(suspicion.rests()).isTrue();
        assertThat(again).isAfter(now.plus(Duration.ofMinutes(10)));
        assertThat(told).containsExactly("why");
    }

    @Test
    void anImportThatWorksClearsTheAccountAndBlamesTheContacts() {
        suspicion.raise("why");
        Batch aside = suspects(30);
        assertThat(suspicion.falls(aside, 30)).isTrue();

        suspicion.clear();

        assertThat(suspicion.rests()).isFalse();
        assertThat(suspicion.falls(aside, 30)).isFalse();
        assertThat(told).containsExactly("why", null);
    }

    private static Batch batch(int contacts) {
        return Batch.first(1, Lane.BULK, contacts);
    }

    private static Batch suspects(int contacts) {
        return new Batch(2, null, Lane.BULK, contacts, 1, 0, 0, 0, 0, 1, null, null);
    }
}
