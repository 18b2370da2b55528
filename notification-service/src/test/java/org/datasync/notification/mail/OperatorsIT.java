package org.datasync.notification.mail;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;

import com.icegreen.greenmail.util.GreenMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.datasync.contracts.Event;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunStalled;
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
class OperatorsIT {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final String ANSWERED = "items.findAll { it.recipient != 'silent' }";

    @Inject
    NoticeIntake intake;

    @Inject
    TestClock clock;

    @Inject
    EventPublisher publisher;

    GreenMail mailServer;

    WebhookServerResource.Calls calls;

    @Test
    void operatorsHearOfAFailedRunByMailAndWebhook() {
        RunFinished run = failed();

        intake.accept(run);

        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(deliveries(run.runId()).getList(ANSWERED + ".state"))
                        .containsExactlyInAnyOrder("SENT", "SENT", "SENT", "REFUSED"));
        JsonPath deliveries = deliveries(run.runId());
        assertThat(deliveries.getList("items.findAll { it.channel == 'WEBHOOK' }.recipient"))
                .containsExactlyInAnyOrder("pager", "inside", "silent");
        assertThat(deliveries.getString("items.find { it.recipient == 'inside' }.reason"))
                .isEqualTo("Its host has a private address");
        assertThat(deliveries.getInt("items.find { it.recipient == 'pager' }.attempts"))
                .isEqualTo(2);
        assertThat(mailsTo(WebhookServerResource.OPERATORS)).isNotEmpty();
        assertThat(calls.bodies).hasSizeGreaterThanOrEqualTo(2).anyMatch(body -> body.contains(run.id()));
        assertThat(calls.signatures).allMatch(signature -> signature.matches("t=\\d+,v1=[0-9a-f]{64}"));
    }

    @Test
    void aSilentWebhookHoldsUpNeitherMailNorAnotherWebhook() {
        RunFinished first = failed();
        RunFinished second = failed();
        intake.accept(first);
        await().atMost(LIMIT).until(() -> calls.unanswered() == 1);

        intake.accept(second);

        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(deliveries(first.runId()).getList(ANSWERED + ".state"))
                    .containsOnly("SENT", "REFUSED")
                    .hasSize(4);
            assertThat(deliveries(second.runId()).getList(ANSWERED + ".state"))
                    .containsOnly("SENT", "REFUSED")
                    .hasSize(4);
        });
        assertThat(calls.unanswered()).isEqualTo(1);
        assertThat(deliveries(second.runId()).getString("items.find { it.recipient == 'silent' }.state"))
                .isEqualTo("WAITING");
        calls.endSilence();
    }

    @Test
    void operatorsHearOnceOfARunThatStandsStillAndOfItsEnd() {
        Runs run = recent().to(new Recipient(address(), When.PROBLEMS));
        RunStalled stalled = run.stalled();

        publish(stalled, stalled.runId());
        publish(stalled, stalled.runId());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(
                        deliveries(stalled.runId()).getList(ANSWERED + ".findAll { it.event == 'RUN_STALLED' }.state"))
                .containsExactlyInAnyOrder("SENT", "SENT", "REFUSED"));
        intake.accept(stalled);
        intake.accept(run.finished());

        assertThat(deliveries(stalled.runId()).getList("items.findAll { it.event == 'RUN_STALLED' }"))
                .hasSize(4);
        assertThat(deliveries(stalled.runId())
                        .getString("items.find { it.event == 'RUN_FINISHED' && it.recipient == '%s' }.state"
                                .formatted(WebhookServerResource.OPERATORS)))
                .isIn("WAITING", "SENDING", "SENT");
    }

    @Test
    void whatWasCollectedComesInOneMailADay() {
        String recipient = address();
        Recipient daily = new Recipient(recipient, When.DAILY_DIGEST);
        RunFinished first = recent().to(daily).finished();
        intake.accept(first);
        intake.accept(recent().to(daily).finished());
        assertThat(deliveries(first.runId()).getList("items.state")).contains("COLLECTED");

        clock.advance(Duration.ofDays(1));

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(1));
        assertThat(subject(mailsTo(recipient).get(0))).isEqualTo("All well: daily digest – 2 runs of 2 data syncs");
        assertThat(deliveries(first.runId()).getList("items.state")).contains("DIGESTED");
    }

    @Test
    void anotherDomainThanTheAllowedIsRefusedVisibly() {
        RunFinished run =
                recent().to(new Recipient("jo@example.net", When.EVERY_RUN)).finished();

        intake.accept(run);

        assertThat(deliveries(run.runId()).getString("items[0].reason"))
                .isEqualTo("The settings allow no mail to this domain");
        assertThat(when().get("/api/v1/data-syncs/{id}/refused-recipients", run.syncId())
                        .jsonPath()
                        .getList("items.address"))
                .containsExactly("jo@example.net");
    }

    @Test
    void aSentMailCanBeSentAgainUnderAnotherMessageId() throws Exception {
        String recipient = address();
        RunFinished run = recent().to(new Recipient(recipient, When.EVERY_RUN)).finished();
        intake.accept(run);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(1));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(deliveries(run.runId()).getString("items[0].state"))
                        .isEqualTo("SENT"));
        long id = deliveries(run.runId()).getLong("items[0].id");

        resend(run.runId(), id).then().statusCode(202);

        await().atMost(LIMIT).untilAsserted(() -> assertThat(mailsTo(recipient)).hasSize(2));
        assertThat(mailsTo(recipient).get(1).getMessageID())
                .isNotEqualTo(mailsTo(recipient).get(0).getMessageID());
    }

    @Test
    void aMailThatCameBackIsMarkedInTheDeliveriesAndOnTheSync() {
        String recipient = address();
        RunFinished run = recent().to(new Recipient(recipient, When.EVERY_RUN)).finished();
        intake.accept(run);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(deliveries(run.runId()).getString("items[0].state"))
                        .isEqualTo("SENT"));
        String bounce = "{\"messageId\":\"%s\",\"status\":\"5.1.1\",\"reason\":\"<%s> unknown\"}"
                .formatted(deliveries(run.runId()).getString("items[0].messageId"), recipient);

        bounce(bounce).then().statusCode(204);
        bounce(bounce).then().statusCode(204);

        assertThat(deliveries(run.runId()).getString("items[0].state")).isEqualTo("BOUNCED");
        when().get("/api/v1/data-syncs/{id}/refused-recipients", run.syncId())
                .then()
                .body("items.address", contains(recipient))
                .body("items[0].at", notNullValue())
                .body("items[0].reason", equalTo("Came back: 5.1.1 <(address)> unknown"));
    }

    @Test
    void onlyFinalBouncesOfKnownMailsAreTaken() {
        bounce("{\"messageId\":\"<1@example.org>\",\"status\":\"5.1.1\"}")
                .then()
                .statusCode(404);
        bounce("{\"messageId\":\"<1@example.org>\",\"status\":\"4.2.2\"}")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("status"));
    }

    @Test
    void whatDoesNotExistCannotBeSentAgain() {
        resend(UUID.randomUUID(), 1)
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("title", equalTo("Not Found"));
        when().get("/api/v1/deliveries/{id}", Long.MAX_VALUE).then().statusCode(404);
    }

    @Test
    void aRecipientThatThisServiceRefusesCannotBeSentAgain() {
        RunFinished run =
                recent().to(new Recipient("jo@example.net", When.EVERY_RUN)).finished();
        intake.accept(run);
        long id = deliveries(run.runId()).getLong("items[0].id");

        resend(run.runId(), id)
                .then()
                .statusCode(409)
                .body("detail", equalTo("Delivery %d is in state REFUSED, it cannot be sent again".formatted(id)));
    }

    @Test
    void aTestMailTellsWhetherTheMailServerTakesIt() {
        String recipient = address();

        String location = given().contentType(ContentType.JSON)
                .body("{\"address\":\"%s\"}".formatted(recipient))
                .post("/api/v1/test-mail")
                .then()
                .statusCode(202)
                .extract()
                .header("Location");

        await().atMost(LIMIT).untilAsserted(() -> when().get(location).then().body("state", equalTo("SENT")));
        assertThat(subject(mailsTo(recipient).get(0))).isEqualTo("Test: Data Sync can send mail");
    }

    @Test
    void invalidInputIsNamedByField() {
        given().contentType(ContentType.JSON)
                .body("{\"address\":\" \"}")
                .post("/api/v1/test-mail")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("address"));
        given().contentType(ContentType.TEXT)
                .body("jo@example.org")
                .post("/api/v1/test-mail")
                .then()
                .statusCode(415);
    }

    private void publish(Event event, UUID runId) {
        publisher
                .publish(EventRecord.of(event, runId, clock.instant()))
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    private RunFinished failed() {
        return recent().ended(RunState.FAILED, "LIST_MISSING", "List 101 is gone.")
                .counted(null, null)
                .finished();
    }

    private Runs recent() {
        return Runs.run().finishedAt(clock.instant().minusSeconds(5));
    }

    private static String address() {
        return "u" + UUID.randomUUID() + "@example.org";
    }

    private List<MimeMessage> mailsTo(String address) {
        return MailServerResource.mailsTo(mailServer, address);
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static Response resend(UUID runId, long id) {
        return given().contentType(ContentType.JSON)
                .body("{\"ids\":[%d]}".formatted(id))
                .post("/api/v1/runs/{id}/deliveries/resend", runId);
    }

    private static Response bounce(String body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/v1/bounces");
    }

    private static JsonPath deliveries(UUID runId) {
        return when().get("/api/v1/runs/{id}/deliveries", runId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
