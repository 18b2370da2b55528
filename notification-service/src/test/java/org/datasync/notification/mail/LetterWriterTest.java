package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Story;
import org.datasync.notification.course.Trend;
import org.datasync.notification.mail.Letter.Attachment;
import org.datasync.notification.summary.DigestBuilder;
import org.datasync.notification.summary.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LetterWriterTest {
    /** With this system property the files are written instead of compared. */
    private static final boolean WRITE = Boolean.getBoolean("golden.write");

    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");

    private final LetterWriter letters =
            new LetterWriter(PlainEngine.create(), new Summaries(Locale.ENGLISH, ZoneId.of("UTC")));

    @ParameterizedTest(name = "{0}")
    @MethodSource("kinds")
    void everyKindOfMailReadsAsItsGoldenFile(String name, StoredNotice notice) throws IOException {
        Letter letter = letters.write(notice);

        assertGolden(name + ".txt", "Subject: " + letter.subject() + "\n\n" + letter.text());
        assertGolden(name + ".html", letter.html());
    }

    static Stream<Object[]> kinds() {
        return Stream.of(
                kind("succeeded", Runs.run().golden().finished()),
                kind(
                        "nothing-changed",
                        Runs.run()
                                .golden()
                                .addOnly()
                                .triggeredBy(Trigger.MANUAL)
                                .counted(
                                        Runs.counts(
                                                0,
                                                0,
                                                0,
                                                OperationOutcomes.ZERO,
                                                OperationOutcomes.ZERO,
                                                OperationOutcomes.ZERO),
                                        null)
                                .finished()),
                kind(
                        "succeeded-with-errors",
                        Runs.run()
                                .golden()
                                .full()
                                .ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                                .counted(
                                        Runs.counts(
                                                40,
                                                12,
                                                3,
                                                new OperationOutcomes(42, 18, 1, 0, 21, 1, 1, 0),
                                                new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0),
                                                new OperationOutcomes(13, 12, 0, 1, 0, 0, 0, 0)),
                                        Runs.counts(31, 9, 0))
                                .withProblems(23, Runs.refused(23))
                                .finished()),
                kind(
                        "failed",
                        Runs.run()
                                .golden()
                                .ended(
                                        RunState.FAILED,
                                        "LIST_NOT_DYNAMIC",
                                        "List 101 is not dynamic any more: make it dynamic in Tessitura, or choose"
                                                + " another one.")
                                .counted(null, Runs.counts(31, 9, 0))
                                .finished()),
                kind(
                        "failed-half-way",
                        Runs.run()
                                .golden()
                                .ended(
                                        RunState.FAILED,
                                        "ACCOUNT_BLOCKED",
                                        "Prospect2 refuses all calls of this account")
                                .withProblems(12, Runs.refused(12))
                                .counted(
                                        Runs.counts(
                                                40,
                                                12,
                                                3,
                                                new OperationOutcomes(42, 30, 0, 0, 0, 10, 2, 0),
                                                new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0),
                                                new OperationOutcomes(13, 12, 0, 1, 0, 0, 0, 0)),
                                        Runs.counts(31, 9, 0))
                                .finished()),
                kind(
                        "cancelled",
                        Runs.run()
                                .golden()
                                .ended(
                                        RunState.CANCELLED,
                                        "NOT_DECIDED",
                                        "2,015 of 5,076 constituents would lose the tag.")
                                .counted(
                                        Runs.counts(
                                                40,
                                                12,
                                                3,
                                                new OperationOutcomes(42, 0, 0, 0, 0, 0, 0, 42),
                                                new OperationOutcomes(3, 0, 0, 0, 0, 0, 0, 3),
                                                new OperationOutcomes(13, 0, 0, 1, 0, 0, 0, 12)),
                                        Runs.counts(31, 9, 0))
                                .finished()),
                kind(
                        "skipped",
                        Runs.run()
                                .golden()
                                .ended(
                                        RunState.SKIPPED,
                                        "ACTIVE_RUN",
                                        "A run was active at the due time: 6d0f2f8a-31a5-4b0e-a5c1-77f0f4b1c9d2")
                                .neverStarted()
                                .skipped(3)
                                .counted(null, null)
                                .finished()),
                kind(
                        "large",
                        Runs.run()
                                .golden()
                                .described("חברים " + "W".repeat(300))
                                .ended(RunState.SUCCEEDED_WITH_ERRORS, "PROBLEMS", null)
                                .counted(
                                        Runs.counts(
                                                1_400_000,
                                                120_000,
                                                30_000,
                                                new OperationOutcomes(1_400_002, 165_435, 0, 0, 1_234_567, 0, 0, 0),
                                                new OperationOutcomes(30_000, 30_000, 0, 0, 0, 0, 0, 0),
                                                new OperationOutcomes(120_001, 120_000, 0, 1, 0, 0, 0, 0)),
                                        Runs.counts(31, 9, 0))
                                .withProblems(
                                        1_234_567,
                                        List.of(new Problem(
                                                2_000_000_000, Operation.TAG, Outcome.REJECTED, "x".repeat(10_000))))
                                .finished()),
                kind("held", notice(Runs.run().golden().held(), Trend.BEGAN)),
                kind("stalled", Runs.run().golden().stalled()),
                kind("recovered", notice(Runs.run().golden().finished(), Trend.RECOVERED)),
                kind("digest", new StoredNotice(1, "digest", NoticeKind.DIGEST, Trend.STEADY, digest())),
                kind(
                        "test",
                        new StoredNotice(
                                1,
                                "test",
                                NoticeKind.TEST,
                                Trend.STEADY,
                                PayloadJson.write(new TestMail(Instant.parse("2026-11-24T11:00:00Z"))))));
    }

    @Test
    void textOfTheEventIsEscapedInHtmlAndPlainInText() throws IOException {
        Letter letter = letter(Runs.run()
                .described("<script>alert('x')</script> & Søren's \"Freunde\"")
                .finished());

        assertThat(letter.html())
                .doesNotContain("<script>")
                .contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; Søren&#39;s &quot;Freunde&quot;");
        assertThat(letter.text()).contains("<script>alert('x')</script> & Søren's \"Freunde\"");
        assertThat(letter.subject()).contains("Søren's");
    }

    @Test
    void nothingInAMailIsLoadedFromElsewhere() throws IOException {
        String html = letter(Runs.run().held()).html();

        assertThat(html).doesNotContain("<img", "src=", "url(", "@import", "<link", "<script");
    }

    @Test
    void theProblemsOfTheEventAreAttached() throws IOException {
        Letter letter = letter(Runs.run()
                .ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                .withProblems(1370, Runs.refused(100))
                .finished());

        assertThat(letter.attachments()).extracting(Attachment::name).containsExactly("errors.csv");
        assertThat(new String(letter.attachments().get(0).content(), UTF_8)).hasLineCount(101);
    }

    @Test
    void aPayloadOfAnotherKindIsRefused() {
        byte[] payload = EventJson.write(Runs.run().held());

        assertThatThrownBy(() ->
                        letters.write(new StoredNotice(1, "event", NoticeKind.RUN_FINISHED, Trend.STEADY, payload)))
                .isInstanceOf(IOException.class);
    }

    private Letter letter(Event event) throws IOException {
        return letters.write(notice(event, Trend.STEADY));
    }

    private static byte[] digest() {
        var digest = new DigestBuilder();
        for (int run = 0; run < 64; run++) {
            digest.add(Runs.run().golden().finished());
        }
        digest.add(Runs.run().golden().held());
        digest.add(Runs.run()
                .synced(2)
                .described("Subscribers <2026/27> & friends")
                .linkedTo(null)
                .finished());
        digest.add(Runs.run()
                .synced(2)
                .described("Subscribers <2026/27> & friends")
                .linkedTo(null)
                .finished());
        digest.add(Runs.run()
                .synced(3)
                .described("Lapsed donors")
                .ended(RunState.FAILED, "LIST_MISSING", null)
                .counted(null, null)
                .finished());
        return PayloadJson.write(digest.build());
    }

    private static StoredNotice notice(Event event, Trend trend) {
        NoticeKind kind = event instanceof RunHeld
                ? NoticeKind.RUN_HELD
                : event instanceof RunStalled ? NoticeKind.RUN_STALLED : NoticeKind.RUN_FINISHED;
        return new StoredNotice(1, event.id(), kind, trend, EventJson.write(event));
    }

    private static Object[] kind(String name, Event event) {
        boolean problem = event instanceof RunFinished run && Story.of(run).isProblem();
        return kind(name, notice(event, problem ? Trend.BEGAN : Trend.STEADY));
    }

    private static Object[] kind(String name, StoredNotice notice) {
        return new Object[] {name, notice};
    }

    private static void assertGolden(String name, String actual) throws IOException {
        Path file = GOLDEN.resolve(name);
        if (WRITE) {
            Files.createDirectories(GOLDEN);
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
    }
}
