package org.datasync.notification.mail;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.datasync.contracts.Event;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.Runs;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "database", value = "notification"))
@QuarkusTestResource(MailServerResource.class)
@QuarkusTestResource(WebhookServerResource.class)
class NotificationIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);

    @Inject
    EventPublisher publisher;

    GreenMail mailServer;

    @Test
    void aFinishedRunIsMailedOnceToEachOfItsRecipients() throws Exception {
        String first = address();
        String second = address();
        RunFinished run = recent().to(everyRun(first), everyRun(second), everyRun(first.toUpperCase(Locale.ROOT)))
                .finished();

        publish(run, run.runId());
        publish(run, run.runId());
        RunFinished later = recent().to(everyRun(first)).finished();
        publish(later, later.runId());

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(first)).hasSize(2));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(second)).hasSize(1));
        MimeMessage mail = mailsTo(second).get(0);
        assertThat(mail.getSubject())
                .isEqualTo("Succeeded: Members get the member journey – 40 added, 12 removed, 3 changed");
        assertThat(mail.getMessageID())
                .isEqualTo(MessageId.of(run.id(), MailAddress.of(second).key(), "Data Sync <datasync@example.org>"));
        assertThat(mail.getFrom()[0]).hasToString("Data Sync <datasync@example.org>");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        String source = GreenMailUtil.getWholeMessage(mail);
        assertThat(source).contains("text/plain", "text/html").doesNotContain("{summary");
    }

    @Test
    void aHeldRunIsMailed() throws Exception {
        String recipient = address();
        RunHeld run = recent().to(everyRun(recipient)).held();

        publish(run, run.runId());

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(1));
        assertThat(mailsTo(recipient).get(0).getSubject()).startsWith("Held: Members get the member journey");
    }

    @Test
    void errorsComeAsAnAttachedFile() throws Exception {
        String recipient = address();
        RunFinished run = recent().ended(RunState.SUCCEEDED_WITH_ERRORS, "ERRORS", null)
                .withProblems(3, Runs.refused(3))
                .to(everyRun(recipient))
                .finished();

        publish(run, run.runId());

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(1));
        assertThat(GreenMailUtil.getWholeMessage(mailsTo(recipient).get(0)))
                .contains("multipart/mixed", "filename=\"errors.csv\"");
    }

    @Test
    void theDeliveriesOfARunTellWhatBecameOfEachMail() {
        String sent = address();
        String notWanted = address();
        RunFinished run = recent().to(
                        everyRun(sent), new Recipient(notWanted, When.PROBLEMS), everyRun("nobody at example.org"))
                .finished();

        publish(run, run.runId());

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(deliveries(run.runId()).getList("items.state"))
                        .containsExactly("SENT", "SUPPRESSED", "REFUSED", "SUPPRESSED"));
        JsonPath deliveries = deliveries(run.runId());
        assertThat(deliveries.getList("items.recipient"))
                .containsExactly(sent, notWanted, "nobody at example.org", WebhookServerResource.OPERATORS);
        assertThat(deliveries.getString("items[0].event")).isEqualTo("RUN_FINISHED");
        assertThat(deliveries.getInt("items[0].attempts")).isEqualTo(1);
        assertThat(deliveries.getString("items[0].finishedAt")).isNotNull();
        assertThat(deliveries.getString("items[1].reason")).contains("problems only");
        assertThat(deliveries.getString("items[2].reason")).isEqualTo("Not an address that mail can be sent to");
    }

    @Test
    void anInternationalDomainIsReachedByItsAsciiForm() throws Exception {
        String local = "u" + UUID.randomUUID();
        RunFinished run = recent().described("Søren's Freunde – 会員")
                .to(everyRun(local + "@bücher.example"))
                .finished();

        publish(run, run.runId());

        String ascii = local + "@xn--bcher-kva.example";
        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(ascii)).hasSize(1));
        assertThat(mailsTo(ascii).get(0).getSubject()).startsWith("Succeeded: Søren's Freunde – 会員 – ");
    }

    @Test
    void anEventOlderThanItsTopicKeepsRecordsIsNotMailed() {
        String recipient = address();
        RunFinished old = Runs.run()
                .finishedAt(Instant.now().minus(Duration.ofDays(20)))
                .to(everyRun(recipient))
                .finished();
        RunFinished recent = recent().to(everyRun(recipient)).finished();

        publish(old, recent.runId());
        publish(recent, recent.runId());

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(1));
        assertThat(deliveries(old.runId()).getList("items")).isEmpty();
    }

    @Test
    void theServiceIsHealthyAndMeasured() {
        when().get("/q/health/ready").then().statusCode(200);
        assertThat(when().get("/q/metrics").then().statusCode(200).extract().asString())
                .contains(
                        "datasync_work_failures_total",
                        "datasync_mail_waiting",
                        "datasync_mail_oldest_seconds",
                        "datasync_mail_server_failures");
    }

    @Test
    void theDocumentOfTheApiIsServedAsItIsWritten() {
        assertThat(when().get("/q/openapi?format=yaml")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString())
                .contains("Recipients of a sync whose last mail was refused for good or came back")
                .doesNotContain("Delivery Resource");
    }

    private static Runs recent() {
        return Runs.run().finishedAt(Instant.now().minusSeconds(5));
    }

    private static Recipient everyRun(String address) {
        return new Recipient(address, When.EVERY_RUN);
    }

    private static String address() {
        return "u" + UUID.randomUUID() + "@example.org";
    }

    private void publish(Event event, UUID runId) {
        publisher
                .publish(EventRecord.of(event, runId, Instant.now()))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private List<MimeMessage> mailsTo(String address) {
        return MailServerResource.mailsTo(mailServer, address);
    }

    private static JsonPath deliveries(UUID runId) {
        return when().get("/api/v1/runs/{id}/deliveries", runId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
