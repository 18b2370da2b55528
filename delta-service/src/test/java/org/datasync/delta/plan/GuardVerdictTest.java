package org.datasync.delta.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.sync.v1.Guard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule 9, threshold by threshold. */
class GuardVerdictTest {
    private static final Guard DEFAULT = new Guard(true, 30, 100, 50);

    @ParameterizedTest(name = "{0} of {1}: {2}")
    @CsvSource({
        // at least 50 and at least 30 percent
        "49, 100, ",
        "50, 100, GUARD_REMOVALS",
        "50, 166, GUARD_REMOVALS",
        "50, 167, ",
        "299, 1000, ",
        "300, 1000, GUARD_REMOVALS",
        "301, 1000, GUARD_REMOVALS",
        "300000, 1000000, GUARD_REMOVALS",
        "299999, 1000000, ",
        "600000000, 2000000000, GUARD_REMOVALS",
        // at least 90 percent of at least 10, however few
        "9, 9, ",
        "8, 10, ",
        "9, 10, GUARD_REMOVALS",
        "10, 11, GUARD_REMOVALS",
        "9, 11, ",
        "44, 49, ",
        "45, 49, GUARD_REMOVALS",
        // nothing to lose
        "0, 0, ",
        "0, 1000, "
    })
    void removalsAreHeldFromTheThresholdsOn(long lost, long base, String code) {
        assertThat(of(DEFAULT, counts(base, 0, lost, 1), 0, true, false)).isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource({"20, 29, 100, ", "20, 30, 100, GUARD_REMOVALS", "0, 50, 100, GUARD_REMOVALS", "0, 49, 100, "})
    void whoStaysAndLosesAnAddressCountsAsLost(long removed, long losing, long base, String code) {
        assertThat(of(DEFAULT, counts(base, 0, removed, 1), losing, true, false))
                .isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource({
        "30, 50, 49, 100, ",
        "30, 1, 30, 100, GUARD_REMOVALS",
        "30, 1, 29, 100, ",
        "1, 1, 1, 100, GUARD_REMOVALS",
        "100, 1, 99, 200, ",
        "100, 1, 100, 105, GUARD_REMOVALS"
    })
    void theThresholdsAreThoseOfTheSync(int percent, int atLeast, long lost, long base, String code) {
        assertThat(of(new Guard(true, percent, 100, atLeast), counts(base, 0, lost, 1), 0, true, false))
                .isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource({
        "49, 10, false, ",
        "50, 10, false, GUARD_ADDITIONS",
        "50, 50, false, GUARD_ADDITIONS",
        "50, 51, false, ",
        "1000, 1001, false, ",
        "1000, 1000, false, GUARD_ADDITIONS",
        "50, 0, false, GUARD_ADDITIONS",
        "1000000, 0, true, ",
        "1000, 10, true, "
    })
    void additionsAreHeldFromTheThresholdsOnButNotBeforeARunSucceeded(
            long added, long base, boolean firstRun, String code) {
        assertThat(of(DEFAULT, counts(base, added, 0, added + base), 0, true, firstRun))
                .isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource({"20, 51, 255, GUARD_ADDITIONS", "20, 51, 256, ", "400, 51, 12, GUARD_ADDITIONS", "400, 51, 13, "})
    void howManyMayBeAddedIsWhatTheSyncSays(int percent, long added, long base, String code) {
        assertThat(of(new Guard(true, 30, percent, 50), counts(base, added, 0, added + base), 0, true, false))
                .isEqualTo(Optional.ofNullable(code));
    }

    @ParameterizedTest
    @CsvSource({"1, true, GUARD_EMPTY_LIST", "1, false, GUARD_EMPTY_LIST", "0, true, ", "0, false, "})
    void anEmptyListIsHeldAsSoonAsThereIsABaseline(long base, boolean untags, String code) {
        assertThat(of(DEFAULT, counts(base, 0, untags ? base : 0, 0), 0, untags, false))
                .isEqualTo(Optional.ofNullable(code));
        assertThat(of(DEFAULT, counts(base, 0, untags ? base : 0, 0), 0, untags, true))
                .isEqualTo(Optional.ofNullable(code));
    }

    @Test
    void whereNothingIsUntaggedRemovalsDoNotCount() {
        assertThat(of(DEFAULT, counts(1000, 0, 0, 1), 999, false, false)).isEmpty();
    }

    @Test
    void whatIsSwitchedOffHoldsNothing() {
        Guard off = new Guard(false, 30, 100, 50);

        assertThat(of(off, counts(1000, 0, 1000, 0), 0, true, false)).isEmpty();
        assertThat(of(off, counts(10, 1000, 0, 1010), 0, true, false)).isEmpty();
    }

    @Test
    void theFiguresForPeopleAreInTheSentence() {
        assertThat(sentence(counts(5076, 0, 2010, 3066), 5))
                .isEqualTo("2,015 of 5,076 constituents would lose the tag.");
        assertThat(sentence(counts(5076, 0, 5076, 0), 0)).isEqualTo("The list is empty; 5,076 were on it before.");
        assertThat(sentence(counts(5076, 9000, 0, 14076), 0)).isEqualTo("9,000 constituents would be added to 5,076.");
    }

    private static String sentence(DeltaCounts counts, long losing) {
        return GuardVerdict.of(DEFAULT, counts, losing, true, false)
                .orElseThrow()
                .detail();
    }

    private static Optional<String> of(Guard guard, DeltaCounts counts, long losing, boolean untags, boolean firstRun) {
        return GuardVerdict.of(guard, counts, losing, untags, firstRun).map(GuardVerdict::code);
    }

    private static DeltaCounts counts(long base, long added, long removed, long members) {
        return new DeltaCounts(
                members,
                members,
                0,
                new WithoutAddressBy(0, 0, 0, 0, 0, 0, 0, 0),
                base,
                added,
                0,
                base - removed,
                0,
                removed,
                0,
                0);
    }
}
