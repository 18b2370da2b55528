package org.datasync.notification.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.NumberFormat;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Tone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SummariesTest {
    private final Summaries summaries = new Summaries(Locale.ENGLISH, ZoneId.of("UTC"));

    @Test
    void theSubjectBeginsWithTheOutcome() {
        assertThat(summaries.of(Runs.run().finished(), Trend.STEADY).subject())
                .isEqualTo("Succeeded: Members get the member journey – 40 added, 12 removed, 3 changed");
        assertThat(summaries.of(Runs.run().held(), Trend.STEADY).subject())
                .isEqualTo("Held: Members get the member journey – 40 to add, 2,012 to remove, decide until"
                        + " Wed 25 Nov 2026, 06:02 (America/New_York)");
    }

    @Test
    void aRunThatStandsStillSaysWhereAndSinceWhen() {
        Summary summary = summaries.of(Runs.run().stalled());

        assertThat(summary.subject())
                .isEqualTo("Stalled: Members get the member journey – nothing has moved since Tue 24 Nov 2026, 05:31"
                        + " (America/New_York)");
        assertThat(summary.sentences().get(0))
                .isEqualTo("The run is not over, but nothing of it has moved for 31 min 0 s. It is applying its plan:"
                        + " 1,200 of 2,096 operations on e-mail addresses have a result.");
        assertThat(values(summary)).containsExactly("2,096", "1,200", "896");
    }

    @Test
    void everyOutcomeHasItsOwnHeadlineAndTone() {
        assertThat(Stream.of(RunState.values()).map(state -> headline(state)).distinct())
                .hasSize(RunState.values().length);
        assertThat(ended(RunState.FAILED).tone()).isEqualTo(Tone.BAD);
        assertThat(ended(RunState.SUCCEEDED_WITH_ERRORS).tone()).isEqualTo(Tone.WARNING);
    }

    @Test
    void whatWasNeverCountedIsUnknownAndNeverZero() {
        RunFinished run = Runs.run()
                .ended(RunState.FAILED, "LIST_MISSING", "List 101 does not exist any more.")
                .counted(null, null)
                .finished();

        Summary summary = summaries.of(run, Trend.STEADY);

        assertThat(values(summary)).isNotEmpty().allMatch("unknown"::equals);
        assertThat(summary.sentences())
                .containsExactly(
                        "The run failed: List 101 does not exist any more.",
                        "It ended before a plan was made: nothing was changed in Prospect2. The counts are unknown.");
    }

    @Test
    void aFailedRunSaysWhatWasChangedBefore() {
        RunCounts counts = Runs.counts(
                40,
                12,
                3,
                new OperationOutcomes(42, 30, 0, 0, 0, 12, 0, 0),
                new OperationOutcomes(3, 0, 0, 0, 0, 3, 0, 0),
                new OperationOutcomes(13, 5, 0, 1, 0, 5, 2, 0));
        RunFinished run = Runs.run()
                .ended(RunState.FAILED, "ACCOUNT_BLOCKED", null)
                .counted(counts, null)
                .finished();

        Summary summary = summaries.of(run, Trend.STEADY);

        assertThat(summary.subject()).endsWith("part of it was done");
        assertThat(summary.sentences())
                .containsExactly(
                        "The run failed. Reason: ACCOUNT_BLOCKED.",
                        "Before the run failed, 30 e-mail addresses got the tag, 0 got new data and 5 lost the tag."
                                + " Of 2 operations it is unknown whether Prospect2 did what was asked.");
    }

    @Test
    void aRunWithErrorsCountsThemByKind() {
        RunCounts counts = Runs.counts(
                40,
                12,
                3,
                new OperationOutcomes(42, 40, 0, 0, 1, 1, 0, 0),
                new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0),
                new OperationOutcomes(13, 11, 0, 1, 0, 0, 1, 0));
        RunFinished run = Runs.run()
                .ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                .counted(counts, null)
                .withProblems(3, Runs.refused(3))
                .finished();

        assertThat(summaries.of(run, Trend.STEADY).sentences().get(0))
                .isEqualTo("3 of 58 operations on e-mail addresses were not done: 1 refused, 1 failed, 1 with unknown"
                        + " result.");
    }

    @Test
    void aRunThatFoundNoDifferenceSaysSo() {
        RunFinished run = Runs.run()
                .counted(
                        Runs.counts(0, 0, 0, OperationOutcomes.ZERO, OperationOutcomes.ZERO, OperationOutcomes.ZERO),
                        Runs.counts(1, 0, 0))
                .finished();

        assertThat(summaries.of(run, Trend.STEADY).sentences())
                .containsExactly("Nothing had to be changed: 0 added, 0 removed.");
    }

    @Test
    void twentyProblemsAreShownAndTheRestIsPointedAt() {
        RunFinished run = Runs.run()
                .ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                .withProblems(1370, Runs.refused(100))
                .finished();

        Summary summary = summaries.of(run, Trend.STEADY);

        assertThat(summary.problems().title()).isEqualTo("Errors: 1,370");
        assertThat(summary.problems().rows()).hasSize(20);
        assertThat(summary.problems().note())
                .isEqualTo(
                        "These are the first 20. The first 100 are in the attached file, all of them in the console.");
        assertThat(summary.links()).extracting(Summary.Link::url).contains(run.link() + "#problems");
    }

    @Test
    void anAddressInAReasonIsLeftOut() {
        RunFinished run = Runs.run()
                .ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                .withProblems(
                        1,
                        List.of(new Problem(
                                50_001, Operation.TAG, Outcome.REJECTED, "<jo@example.org> is not valid\r\nBcc: x")))
                .finished();

        assertThat(summaries.of(run, Trend.STEADY).problems().rows().get(0).reason())
                .isEqualTo("<(address)> is not valid Bcc: x");
    }

    @Test
    void aDescriptionCannotAddHeaderLines() {
        RunFinished run =
                Runs.run().described("Members\r\nBcc: all@example.org").finished();

        assertThat(summaries.of(run, Trend.STEADY).subject()).startsWith("Succeeded: Members Bcc: (address) – ");
    }

    @Test
    void onlyWebPagesBecomeLinks() {
        assertThat(summaries
                        .of(Runs.run().linkedTo("javascript:alert(1)").finished(), Trend.STEADY)
                        .links())
                .isEmpty();
        assertThat(summaries.of(Runs.run().linkedTo(null).held(), Trend.STEADY).links())
                .isEmpty();
        assertThat(summaries.of(Runs.run().held(), Trend.STEADY).links())
                .extracting(Summary.Link::label)
                .containsExactly("Look at the plan", "Approve or reject");
    }

    @Test
    void numbersFollowTheLocale() {
        Summary summary =
                new Summaries(Locale.GERMAN, ZoneId.of("UTC")).of(Runs.run().finished(), Trend.STEADY);

        assertThat(values(summary)).contains("5.210");
    }

    @ParameterizedTest
    @CsvSource({"en, '5,210'", "en-GB, '5,210'", "de-CH, 5’210", "fr, 5\u202f210", "ar-EG, ٥٬٢١٠", "hi, '5,210'"})
    void everyNumberOfAMailIsWrittenInTheSameWay(String locale, String members) {
        Locale reader = Locale.forLanguageTag(locale);
        Summary summary = new Summaries(reader, ZoneId.of("UTC")).of(Runs.run().finished(), Trend.STEADY);

        assertThat(values(summary)).contains(members);
        assertThat(summary.facts())
                .filteredOn(fact -> fact.label().equals("Ended"))
                .singleElement()
                .asString()
                .contains("after %s min %s s".formatted(number(reader, 2), number(reader, 5)));
    }

    @Test
    void aDescriptionFromRightToLeftLeavesTheSubjectInOrder() {
        Summary summary = summaries.of(Runs.run().described("חברים").finished(), Trend.STEADY);

        assertThat(summary.subject()).isEqualTo("Succeeded: \u2068חברים\u2069 – 40 added, 12 removed, 3 changed");
    }

    @Test
    void aLongDescriptionLeavesTheNewsInTheSubject() {
        Summary summary =
                summaries.of(Runs.run().described("Members ".repeat(100)).finished(), Trend.STEADY);

        assertThat(summary.subject()).hasSizeLessThan(200).endsWith("… – 40 added, 12 removed, 3 changed");
    }

    @Test
    void aRemovalByTheOtherJobTypeStaysVisibleInThePreviousRun() {
        Summary summary = summaries.of(Runs.run().addOnly().finished(), Trend.STEADY);

        assertThat(summary.tables().get(0).rows())
                .extracting(Row::label)
                .contains("Removed", "Left the list, tag kept");
    }

    private static String number(Locale locale, long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    private String headline(RunState state) {
        return ended(state).headline();
    }

    private Summary ended(RunState state) {
        return summaries.of(Runs.run().ended(state, "REASON", null).finished(), Trend.STEADY);
    }

    private static List<String> values(Summary summary) {
        return summary.tables().stream()
                .flatMap(table -> table.rows().stream())
                .flatMap(row -> row.values().stream())
                .toList();
    }
}
