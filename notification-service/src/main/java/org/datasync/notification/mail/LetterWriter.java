package org.datasync.notification.mail;

import io.quarkus.qute.Engine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.course.Trend;
import org.datasync.notification.mail.Letter.Attachment;
import org.datasync.notification.summary.Digest;
import org.datasync.notification.summary.ProblemsFile;
import org.datasync.notification.summary.Summaries;
import org.datasync.notification.summary.Summary;

/** Writes the letter about a notice: summary, HTML and plain text. */
@ApplicationScoped
class LetterWriter {
    private final Engine engine;
    private final Summaries summaries;

    @Inject
    LetterWriter(Engine engine, NotificationConfig config) {
        this(engine, new Summaries(config.locale(), config.zone()));
    }

    LetterWriter(Engine engine, Summaries summaries) {
        this.engine = engine;
        this.summaries = summaries;
    }

    /** @throws IOException if the payload is not what its kind says */
    Letter write(StoredNotice notice) throws IOException {
        byte[] payload = notice.payload();
        return switch (notice.kind()) {
            case RUN_FINISHED -> write(EventJson.read(payload, RunFinished.class), notice.trend());
            case RUN_HELD -> letter(summaries.of(EventJson.read(payload, RunHeld.class), notice.trend()), List.of());
            case RUN_STALLED -> letter(summaries.of(EventJson.read(payload, RunStalled.class)), List.of());
            case DIGEST -> letter(summaries.of(PayloadJson.read(payload, Digest.class)), List.of());
            case TEST ->
                letter(
                        summaries.ofTest(
                                PayloadJson.read(payload, TestMail.class).askedAt()),
                        List.of());
        };
    }

    private Letter write(RunFinished run, Trend trend) {
        List<Attachment> errors = run.problems().isEmpty()
                ? List.of()
                : List.of(new Attachment(ProblemsFile.NAME, ProblemsFile.TYPE, ProblemsFile.of(run.problems())));
        return letter(summaries.of(run, trend), errors);
    }

    private Letter letter(Summary summary, List<Attachment> attachments) {
        return new Letter(
                summary.subject(), render("summary.txt", summary), render("summary.html", summary), attachments);
    }

    private String render(String template, Summary summary) {
        return engine.getTemplate(template).data("summary", summary).render();
    }
}
