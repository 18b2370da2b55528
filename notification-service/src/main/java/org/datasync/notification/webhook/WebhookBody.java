package org.datasync.notification.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.course.Outcome;
import org.datasync.notification.course.Story;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summary;

/**
 * What a webhook is told: the summary as data, without recipients and without addresses.
 *
 * @param counts null if unknown, and for a held run, which has {@code planned}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WebhookBody(
        String id,
        String type,
        Instant time,
        UUID runId,
        int syncId,
        String description,
        Outcome outcome,
        Trend trend,
        String reason,
        String subject,
        List<String> sentences,
        RunCounts counts,
        OperationCounts planned,
        Long problemCount,
        Instant decideUntil,
        Instant nextRunAt,
        String link) {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    public static WebhookBody of(RunFinished run, Trend trend, Summary summary) {
        return new WebhookBody(
                run.id(),
                run.type(),
                run.finishedAt(),
                run.runId(),
                run.syncId(),
                summary.title(),
                Story.of(run).outcome(),
                trend,
                run.reason(),
                summary.subject(),
                summary.sentences(),
                run.counts(),
                null,
                run.problemCount(),
                null,
                run.nextRunAt(),
                run.link());
    }

    public static WebhookBody of(RunHeld run, Trend trend, Summary summary) {
        return new WebhookBody(
                run.id(),
                run.type(),
                run.heldAt(),
                run.runId(),
                run.syncId(),
                summary.title(),
                Outcome.HELD,
                trend,
                run.why(),
                summary.subject(),
                summary.sentences(),
                null,
                run.planned(),
                null,
                run.until(),
                null,
                run.link());
    }

    public static WebhookBody of(RunStalled run, Summary summary) {
        return new WebhookBody(
                run.id(),
                run.type(),
                run.stalledAt(),
                run.runId(),
                run.syncId(),
                summary.title(),
                Outcome.STALLED,
                Trend.BEGAN,
                run.state(),
                summary.subject(),
                summary.sentences(),
                null,
                null,
                null,
                null,
                null,
                run.link());
    }

    public byte[] json() {
        return write(this);
    }

    /** A message for Slack and what understands the same. */
    public byte[] slack() {
        // What ends a link or its address there would let the rest of it speak for us.
        Stream<String> page = link == null
                ? Stream.empty()
                : Stream.of("<" + escape(link).replace("|", "%7C") + "|Open in the console>");
        String text = Stream.of(
                        Stream.of("*" + escape(subject) + "*"),
                        sentences.stream().map(WebhookBody::escape),
                        page)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
        return write(new SlackMessage(text));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static byte[] write(Object body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    record SlackMessage(String text) {}
}
