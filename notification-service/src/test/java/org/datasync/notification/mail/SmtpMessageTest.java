package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.mail.Letter.Attachment;
import org.datasync.sandbox.smtp.Mail;
import org.datasync.sandbox.smtp.Mailbox;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mail says arrives as it was written, whatever the language. */
class SmtpMessageTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String FROM = "Théâtre 東京 <datasync@example.org>";

    private static Mailbox mailbox;

    private final String local = "u" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        mailbox = Mailbox.start(0, 0);
    }

    @AfterAll
    static void stop() {
        mailbox.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Succeeded: Søren's Freunde – 会員 🎭 – 40 added",
                "Succeeded: \u2068חברים 2026\u2069 – 40 added, 12 removed",
                "=?utf-8?Q?not_encoded?= – is kept as it is",
                "Trailing. dots\n.\n."
            })
    void textArrivesAsItWasWritten(String text) throws Exception {
        Letter letter = new Letter(text.replace("\n", " "), text, "<p>" + text + "</p>", List.of());

        Mail mail = sent(letter, local + "@example.org");

        assertThat(mail.subject()).isEqualTo(text.replace("\n", " "));
        assertThat(mail.text()).isEqualToNormalizingNewlines(text);
        assertThat(mail.html()).isEqualToNormalizingNewlines("<p>" + text + "</p>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Members and subscribers ", "Mitglieder für Söhne ", "会員の皆様へ"})
    void aLongSubjectArrivesWhole(String words) throws Exception {
        String subject = words.repeat(40).substring(0, 199).strip();

        assertThat(sent(new Letter(subject, "text", "<p>html</p>", List.of()), local + "@example.org")
                        .subject())
                .isEqualTo(subject);
    }

    @Test
    void aSubjectOfSeveralLinesCannotAddHeadersOrRecipients() throws Exception {
        String other = "x" + UUID.randomUUID() + "@example.org";
        Letter letter = new Letter("Hello\r\nBcc: " + other + "\r\n\r\nbody", "text", "<p>html</p>", List.of());

        Mail mail = sent(letter, local + "@example.org");

        assertThat(mail.to()).containsExactly(local + "@example.org");
        assertThat(mail.text()).isEqualToIgnoringNewLines("text");
        assertThat(mailbox.mailsTo(other)).isEmpty();
    }

    @Test
    void aHeaderIsSplitBetweenCharactersIntoWordsOfALegalLength() {
        String words = EncodedWords.of("🎭é".repeat(50));

        assertThat(words).matches("[ -~]+");
        assertThat(words.split(" ")).allMatch(word -> word.length() <= 75);
        assertThat(EncodedWords.of("Succeeded: members")).isEqualTo("Succeeded: members");
    }

    @Test
    void senderAttachmentAndInternationalDomainArrive() throws Exception {
        var attachment = new Attachment("errors.csv", "text/csv; charset=utf-8", "\uFEFFé\r\n".getBytes(UTF_8));

        Mail mail = sent(new Letter("Subject", "text", "<p>html</p>", List.of(attachment)), local + "@bücher.example");

        assertThat(mail.to()).containsExactly(local + "@xn--bcher-kva.example");
        assertThat(mail.from()).contains("datasync@example.org");
        assertThat(jakarta.mail.internet.MimeUtility.decodeText(mail.from())).contains("Théâtre 東京");
        assertThat(mail.attachments()).containsExactly(new Mail.Attachment("errors.csv", 7));
    }

    private Mail sent(Letter letter, String recipient) throws InterruptedException {
        TestSmtp smtp = TestSmtp.plain(mailbox.smtpPort(), Duration.ofSeconds(5));
        try (var connection = new SmtpConnection(VERTX, () -> SmtpSettings.of(smtp), FROM, Duration.ofSeconds(15))) {
            MailAddress address = MailAddress.of(recipient);

            Delivery delivery = connection.send(address, "<1@example.org>", letter);

            assertThat(delivery).isEqualTo(new Delivery.Accepted());
            return mailbox.mailsTo(address.ascii().orElseThrow()).get(0);
        }
    }
}
