package org.datasync.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MailboxIT {
    private static Mailbox mailbox;

    @BeforeAll
    static void start() {
        mailbox = Mailbox.start(0, 0);
    }

    @AfterAll
    static void stop() {
        mailbox.close();
    }

    @Test
    void aMailIsShownWithItsTextItsPageAndItsAttachments() throws Exception {
        MimeMessage message = message("Three added", "one@example.org", "two@example.org");
        message.setContent(new MimeMultipart(
                new MimeMultipartAlternative("3 constituents added.\n..", "<p>3 constituents <b>added</b></p>")
                        .asPart(),
                attachment("rows.csv", "a,b\r\n1,2\r\n")));

        Transport.send(message);

        Mail mail = mailbox.mailsTo("ONE@example.org").get(0);
        assertThat(mail.subject()).isEqualTo("Three added");
        assertThat(mail.from()).isEqualTo("sender@example.org");
        assertThat(mail.to()).containsExactlyInAnyOrder("one@example.org", "two@example.org");
        assertThat(mail.text()).isEqualToNormalizingNewlines("3 constituents added.\n..");
        assertThat(mail.html()).isEqualTo("<p>3 constituents <b>added</b></p>");
        assertThat(mail.messageId()).isEqualTo(message.getMessageID());
        assertThat(mail.attachments()).containsExactly(new Mail.Attachment("rows.csv", 10));
        assertThat(mailbox.mailsTo("two@example.org")).hasSize(1);
    }

    @Test
    void jsonComesPageByPageInOrderOfArrival() throws Exception {
        for (int i = 1; i <= 3; i++) {
            send("number " + i, "paged@example.org");
        }

        JsonNode first = json(get("/api/messages?limit=1"));
        JsonNode second = json(
                get("/api/messages?limit=1000&cursor=" + first.get("nextCursor").asText()));

        assertThat(first.get("items")).hasSize(1);
        assertThat(second.get("items").findValuesAsText("id"))
                .doesNotContain(first.at("/items/0/id").asText());
        assertThat(second.get("items").findValuesAsText("subject")).containsSubsequence("number 2", "number 3");
        assertThat(second.get("nextCursor").isNull()).isTrue();
    }

    @Test
    void aLimitOutOfRangeIsRefusedByName() throws Exception {
        HttpResponse<String> response = get("/api/messages?limit=0");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(json(response).at("/errors/0/field").asText()).isEqualTo("limit");
    }

    @Test
    void whatAMailSaysCannotActOnThePage() throws Exception {
        MimeMessage message = message("<script>alert(1)</script>", "page@example.org");
        message.setContent("<script>alert(2)</script>", "text/html");
        Transport.send(message);
        String id = mailbox.mailsTo("page@example.org").get(0).id();

        HttpResponse<String> list = get("/");
        HttpResponse<String> one = get("/messages/" + id);
        HttpResponse<String> body = get("/messages/" + id + "/html");

        assertThat(list.body()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
        assertThat(one.body()).contains("<iframe sandbox=\"\"").doesNotContain("<script>");
        assertThat(body.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("sandbox; default-src 'none'");
    }

    @Test
    void aMailThatIsNotThereIsNotFound() throws Exception {
        assertThat(get("/messages/999999").statusCode()).isEqualTo(404);
        assertThat(get("/elsewhere").statusCode()).isEqualTo(404);
    }

    @Test
    void aRefusalHitsAsOftenAsToldAndThenNoMore() throws Exception {
        mailbox.fail(Fault.refuse(451, 1).to("later@example.org"));

        send("unharmed", "other@example.org");
        assertThatThrownBy(() -> send("refused", "later@example.org"))
                .isInstanceOf(SendFailedException.class)
                .extracting(
                        e -> ((SMTPAddressFailedException) ((MessagingException) e).getNextException()).getReturnCode())
                .isEqualTo(451);
        send("again", "later@example.org");

        assertThat(mailbox.mailsTo("later@example.org"))
                .extracting(Mail::subject)
                .containsExactly("again");
        assertThat(mailbox.mailsTo("other@example.org")).hasSize(1);
    }

    @Test
    void aMailTakenBeforeTheConnectionIsCutIsThereAlthoughTheSenderFailed() {
        mailbox.fail(Fault.of(Fault.Kind.CUT_AFTER_ACCEPTANCE, 1).to("twice@example.org"));

        assertThatThrownBy(() -> send("first", "twice@example.org")).isInstanceOf(MessagingException.class);

        assertThat(mailbox.mailsTo("twice@example.org")).hasSize(1);
    }

    @Test
    void aConnectionCutBeforeLeavesNoMail() {
        mailbox.fail(Fault.of(Fault.Kind.CUT, 1).to("never@example.org"));

        assertThatThrownBy(() -> send("first", "never@example.org")).isInstanceOf(MessagingException.class);

        assertThat(mailbox.mailsTo("never@example.org")).isEmpty();
    }

    @Test
    void aStalledSenderRunsIntoItsOwnTimeLimit() throws Exception {
        HttpResponse<String> told = http("POST", "/api/faults", """
                {"kind": "STALL", "recipient": "stalled@example.org"}""", "application/json");

        assertThatThrownBy(() -> send("first", "stalled@example.org")).isInstanceOf(MessagingException.class);

        assertThat(told.statusCode()).isEqualTo(204);
        assertThat(mailbox.mailsTo("stalled@example.org")).isEmpty();
    }

    @Test
    void faultsAreTakenOnlyWhenTheyMakeSense() throws Exception {
        assertThat(http("POST", "/api/faults", "{\"kind\": \"REFUSE\", \"code\": 250}", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(http("POST", "/api/faults", "{", "application/json").statusCode())
                .isEqualTo(400);
        assertThat(http("POST", "/api/faults", "{\"kind\": \"CUT\"}", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        assertThat(http("DELETE", "/api/faults", "", "application/json").statusCode())
                .isEqualTo(204);
    }

    private static void send(String subject, String recipient) throws MessagingException {
        MimeMessage message = message(subject, recipient);
        message.setText("text");
        Transport.send(message);
    }

    private static MimeMessage message(String subject, String... recipients) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        properties.put("mail.smtp.timeout", "1500");
        properties.put("mail.smtp.localhost", "localhost");
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("sender@example.org");
        for (String recipient : recipients) {
            message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        }
        message.setSubject(subject);
        return message;
    }

    private static MimeBodyPart attachment(String name, String content) throws MessagingException {
        var part = new MimeBodyPart();
        part.setText(content, "us-ascii", "csv");
        part.setFileName(name);
        part.setDisposition(MimeBodyPart.ATTACHMENT);
        return part;
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        return new JsonMapper().readTree(response.body());
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return http("GET", path, "", "text/plain");
    }

    private static HttpResponse<String> http(String method, String path, String body, String type) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(mailbox.page() + path))
                .header("Content-Type", type)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Text and page as alternatives of one another. */
    private record MimeMultipartAlternative(String text, String html) {
        MimeBodyPart asPart() throws MessagingException {
            var plain = new MimeBodyPart();
            plain.setText(text);
            var page = new MimeBodyPart();
            page.setText(html, "utf-8", "html");
            var both = new MimeBodyPart();
            both.setContent(new MimeMultipart("alternative", plain, page));
            return both;
        }
    }
}
