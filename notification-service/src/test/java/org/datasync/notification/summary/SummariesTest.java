package org.datasync.notification.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary.Fact;
import org.datasync.notification.summary.Summary.Row;
import org.datasync.notification.summary.Summary.Table;
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
                .isEqualTo("Held: Members get the member journey – 40 to add, 2,012 to remove, decide by"
                        + " Wed 25 Nov 2026, 06:02 (America/New_York)");
    }

    @Test
    void aRunThatStandsStillSaysWhereAndSinceWhen() {
        Summary summary = summaries.of(Runs.run().stalled());

        assertThat(summary.subject())
                .isEqualTo("Stalled: Members get the member journey – nothing has moved since Tue 24 Nov 2026, 05:31"
                        + " (America/New_York)");
        assertThat(summary.sentences().get(0))
                .isEqualTo("The run is not over, but nothing of it has moved for 31\u00a0min. It is applying its plan:"
                        + " 1,200 of 2,096 operations on e-mail addresses have a result.");
        assertThat(values(summary)).containsExactly("2,096", "1,200", "896");
    }

    @Test
    void aHoldOfASyncThatOnlyAddsSpeaksOfNoRemovals() {
        RunHeld held = Runs.run().addOnly().held();
        RunHeld additions = new RunHeld(
                held.runId(),
                held.syncId(),
                held.definition(),
                held.trigger(),
                new DeltaCounts(14_076, 14_076, 0, WithoutAddressBy.ZERO, 5076, 9000, 0, 5076, 0, 0, 0, 0),
                new OperationCounts(9100, 0, 0),
                "GUARD_ADDITIONS",
                "9,000 constituents would be added to 5,076",
                5076,
                held.heldAt(),
                held.until(),
                held.link(),
                held.recipients());

        Summary summary = summaries.of(additions, Trend.BEGAN);

        assertThat(summary.subject())
                .isEqualTo("Held: Members get the member journey – 9,000 to add, decide by Wed 25 Nov 2026, 06:02"
                        + " (America/New_York)");
        assertThat(summary.sentences())
                .contains(
                        "The run waits for a decision; nothing has been sent to Prospect2. 9,000 constituents would be"
                                + " added to 5,076.",
                        "If it is approved, 9,000 constituents are added and 0 changed, where 5,076 were synchronised"
                                + " before. At e-mail addresses: the tag is added to 9,100, data is updated at 0.")
                .noneMatch(sentence -> sentence.contains("remove"));
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

        assertThat(summary.tables()).isEmpty();
        assertThat(summary.facts()).contains(new Fact("Total errors", "unknown"));
        assertThat(summary.sentences())
                .containsExactly(
                        "The run failed: List 101 does not exist any more.",
                        "It ended before a plan was made: nothing was changed in Prospect2. The counts are unknown.",
                        "The next run is planned for Tue 24 Nov 2026, 06:15 (America/New_York).");
    }

    @Test
    void theLastCountsStandBesideTheUnknownOnes() {
        RunFinished run = Runs.run()
                .ended(RunState.FAILED, "LIST_MISSING", null)
                .counted(null, Runs.counts(31, 9, 0))
                .finished();

        assertThat(summaries.of(run, Trend.STEADY).tables()).singleElement().satisfies(table -> assertThat(table.rows())
                .contains(new Row("Added", List.of("unknown", "31")), new Row("Removed", List.of("unknown", "9")))
                .allMatch(row -> row.values().get(0).equals("unknown")));
    }

    /** A plan that came without counts may have been applied: that it was not would be a guess. */
    @Test
    void whatAPlanWithoutCountsChangedIsUnknown() {
        RunFinished run = Runs.run()
                .ended(RunState.FAILED, "BOOKS", "The plan was reported without counts")
                .counted(null, null)
                .finished();

        Summary summary = summaries.of(run, Trend.STEADY);

        assertThat(summary.subject()).endsWith(" – what was changed is unknown");
        assertThat(summary.sentences())
                .contains("What was changed in Prospect2 is unknown: the plan came without counts.")
                .noneMatch(sentence -> sentence.contains("nothing was changed"));
    }

    @Test
    void calculatedAndDoneStandSideBySideWithThePreviousRunBelow() {
        RunCounts counts = Runs.counts(
                40,
                12,
                3,
                new OperationOutcomes(42, 18, 1, 0, 20, 1, 1, 1),
                new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0),
                new OperationOutcomes(13, 12, 0, 1, 0, 0, 0, 0));
        RunFinished run = Runs.run()
                .ended(RunState.SUCCEEDED_WITH_ERRORS, "PROBLEMS", null)
                .counted(counts, Runs.counts(31, 9, 0))
                .finished();

        List<Table> tables = summaries.of(run, Trend.STEADY).tables();

        assertThat(tables.get(1).columns()).containsExactly("Calculated", "Done", "Not needed", "Not done");
        assertThat(tables.get(1).rows())
                .containsExactly(
                        new Row("Add tag", List.of("42", "18", "1", "23")),
                        new Row("- previous", List.of("33", "33", "0", "0")),
                        new Row("Update data", List.of("3", "3", "0", "0")),
                        new Row("- previous", List.of("0", "0", "0", "0")),
                        new Row("Remove tag", List.of("13", "12", "1", "0")),
                        new Row("- previous", List.of("10", "9", "1", "0")));
        assertThat(tables.get(2).rows())
                .containsExactly(
                        new Row("Not needed: was so already", List.of("1", "0")),
                        new Row("Not needed: others keep the tag", List.of("1", "1")),
                        new Row("Refused", List.of("20", "0")),
                        new Row("Failed", List.of("1", "0")),
                        new Row("Result unknown", List.of("1", "0")),
                        new Row("Cancelled", List.of("1", "0")));
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, 'rejected, nothing was changed', an operator rejected it.",
        "NOT_DECIDED, 'nobody decided, nothing was changed', nobody decided in time."
    })
    void aHoldThatWasNotApprovedSaysWhoseDecisionItWasAndWhyItWasHeld(String reason, String news, String decision) {
        RunCounts counts = Runs.counts(
                40,
                12,
                0,
                new OperationOutcomes(42, 0, 0, 0, 0, 0, 0, 42),
                OperationOutcomes.ZERO,
                new OperationOutcomes(13, 0, 0, 0, 0, 0, 0, 13));
        RunFinished run = Runs.run()
                .ended(RunState.CANCELLED, reason, "2,015 of 5,076 constituents would lose the tag.")
                .counted(counts, null)
                .finished();

        Summary summary = summaries.of(run, Trend.STEADY);

        assertThat(summary.subject()).isEqualTo("Cancelled: Members get the member journey – " + news);
        assertThat(summary.sentences())
                .containsExactly(
                        "The run was held for a decision, and " + decision
                                + " It was held for this reason: 2,015 of 5,076 constituents would lose the tag.",
                        "Nothing was changed in Prospect2.");
    }

    @ParameterizedTest
    @CsvSource({
        "CANCELLED, Cancelled by an operator, The run was cancelled by an operator.",
        "CANCELLED, Cancelled before its start, The run was cancelled before its start.",
        "SWITCHED_OFF, The sync was switched off before the start,"
                + " The run was cancelled: The sync was switched off before the start.",
        "OTHER, , The run was cancelled. Reason: OTHER."
    })
    void aCancelledRunSaysInASentenceWhy(String reason, String detail, String sentence) {
        RunFinished run = Runs.run().ended(RunState.CANCELLED, reason, detail).finished();

        assertThat(summaries.of(run, Trend.STEADY).sentences()).first().isEqualTo(sentence);
    }

    /** The clocks of New York go back at 02:00 on 1 November 2026. */
    @ParameterizedTest
    @CsvSource({
        "2026-11-01T05:30:00Z, 'Sun 1 Nov 2026, 01:30 (America/New_York, UTC-04:00)'",
        "2026-11-01T06:30:00Z, 'Sun 1 Nov 2026, 01:30 (America/New_York, UTC-05:00)'",
        "2026-11-01T07:00:00Z, 'Sun 1 Nov 2026, 02:00 (America/New_York)'",
        "2026-03-08T06:59:00Z, 'Sun 8 Mar 2026, 01:59 (America/New_York)'",
        "2026-03-08T07:00:00Z, 'Sun 8 Mar 2026, 03:00 (America/New_York)'"
    })
    void aTimeThatComesTwiceSaysWhichOfTheTwoItIs(Instant ended, String time) {
        Summary summary = summaries.of(Runs.run().finishedAt(ended).finished(), Trend.STEADY);

        assertThat(summary.facts())
                .filteredOn(fact -> fact.label().equals("Ended"))
                .singleElement()
                .extracting(Fact::value)
                .isEqualTo(time + ", after 2\u00a0min 5\u00a0s");
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

        assertThat(summary.subject()).endsWith(" – 35 of 58 operations done");
        assertThat(summary.sentences())
                .containsExactly(
                        "The run failed. Reason: ACCOUNT_BLOCKED.",
                        "Before the run failed, 30 e-mail addresses got the tag, 0 got new data and 5 lost the tag."
                                + " Of 2 operations it is unknown whether Prospect2 did what was asked.",
                        "The next run is planned for Tue 24 Nov 2026, 06:15 (America/New_York).");
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

        assertThat(summaries.of(run, Trend.STEADY).sentences()).containsExactly("Nothing had to be changed.");
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
                .contains("after %s\u00a0min %s\u00a0s".formatted(number(reader, 2), number(reader, 5)));
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
