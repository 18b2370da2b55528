package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.datasync.notification.NotificationConfig.Tls;
import org.datasync.notification.delivery.Delivery;
import org.datasync.sandbox.smtp.Mailbox;
import org.datasync.sandbox.smtp.SelfSignedCertificate;
import org.datasync.sandbox.smtp.SmtpSecurity;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail server that offers STARTTLS and wants a login, with a certificate of its own making. */
class SmtpStartTlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String USER = "datasync";
    private static final String PASSWORD = "pass wörd";
    private static final Letter LETTER = new Letter("Subject", "Text", "<p>HTML</p>", List.of());

    @TempDir
    static Path directory;

    private static SelfSignedCertificate certificate;
    private static Mailbox secured;
    private static Mailbox plain;

    private final String recipient = "u" + UUID.randomUUID() + "@example.org";

    @BeforeAll
    static void start() {
        certificate = SelfSignedCertificate.create(directory, "localhost");
        secured = Mailbox.start(0, 0, SmtpSecurity.startTls(certificate.tls()).login(USER, PASSWORD));
        plain = Mailbox.start(0, 0, SmtpSecurity.NONE);
    }

    @AfterAll
    static void stop() {
        secured.close();
        plain.close();
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @EnumSource(names = {"REQUIRED", "OPTIONAL"})
    void aMailGoesOutEncryptedWithTheLogin(Tls tls) throws Exception {
        Delivery delivery = send(secured().encrypted(tls, Optional.of(certificate.pem())));

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
        assertThat(secured.mailsTo(recipient)).hasSize(1);
    }

    @Test
    void thePasswordMayComeFromAFile() throws Exception {
        Path file = Files.writeString(directory.resolve(UUID.randomUUID().toString()), PASSWORD + "\n");

        Delivery delivery = send(secured().login(USER, Optional.empty(), Optional.of(file)));

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
    }

    @Test
    void aPasswordThatIsChangedInItsFileIsFoundWithoutARestart() throws Exception {
        Path file = Files.writeString(directory.resolve(UUID.randomUUID().toString()), "the old one");
        TestSmtp smtp = secured().login(USER, Optional.empty(), Optional.of(file));
        try (var connection = connection(smtp)) {
            Delivery before = connection.send(MailAddress.of(recipient), "<1@example.org>", LETTER);
            Files.writeString(file, PASSWORD);
            Delivery after = connection.send(MailAddress.of(recipient), "<1@example.org>", LETTER);

            assertThat(before).isInstanceOf(Delivery.Unavailable.class);
            assertThat(after).isEqualTo(new Delivery.Accepted());
        }
    }

    @Test
    void aPasswordFileThatIsMissingPutsTheMailOff() throws Exception {
        Path missing = directory.resolve("missing");

        assertThat(send(secured().login(USER, Optional.empty(), Optional.of(missing))))
                .isEqualTo(new Delivery.Unavailable("The password of the mail server cannot be read"));
    }

    @Test
    void aWrongPasswordPutsTheMailOffAndIsNamed() throws Exception {
        Delivery delivery = send(secured().login(USER, Optional.of("wrong"), Optional.empty()));

        assertThat(delivery).isInstanceOf(Delivery.Unavailable.class);
        assertThat(((Delivery.Unavailable) delivery).reason()).contains("535").doesNotContain("wrong");
        assertThat(secured.mailsTo(recipient)).isEmpty();
    }

    @Test
    void aServerThatWantsALoginAndGetsNonePutsTheMailOff() throws Exception {
        TestSmtp smtp = TestSmtp.plain(secured.smtpPort(), LIMIT)
                .at("localhost")
                .encrypted(Tls.REQUIRED, Optional.of(certificate.pem()));

        assertThat(send(smtp)).isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void aCertificateThatIsNotTrustedGetsNoMail() throws Exception {
        assertThat(send(secured().encrypted(Tls.REQUIRED, Optional.empty()))).isInstanceOf(Delivery.Unavailable.class);
        assertThat(secured.mailsTo(recipient)).isEmpty();
    }

    @Test
    void aCertificateOfAnotherNameGetsNoMail() throws Exception {
        assertThat(send(secured().at("127.0.0.1"))).isInstanceOf(Delivery.Unavailable.class);
        assertThat(secured.mailsTo(recipient)).isEmpty();
    }

    @Test
    void encryptionThatIsRequiredAndNotOfferedIsNotDoneWithout() throws Exception {
        TestSmtp smtp = TestSmtp.plain(plain.smtpPort(), LIMIT).encrypted(Tls.REQUIRED, Optional.empty());

        assertThat(send(smtp)).isInstanceOf(Delivery.Unavailable.class);
        assertThat(plain.mailsTo(recipient)).isEmpty();
    }

    @Test
    void encryptionThatIsOptionalAndNotOfferedIsDoneWithout() throws Exception {
        TestSmtp smtp = TestSmtp.plain(plain.smtpPort(), LIMIT).encrypted(Tls.OPTIONAL, Optional.empty());

        assertThat(send(smtp)).isEqualTo(new Delivery.Accepted());
        assertThat(plain.mailsTo(recipient)).hasSize(1);
    }

    /** Somebody on the way may remove the offer to see what follows. */
    @Test
    void aPasswordIsNeverSentInPlainWhereEncryptionIsOptional() throws Exception {
        List<String> commands = new CopyOnWriteArrayList<>();
        try (var server = new ScriptedMailServer()) {
            server.answer(command -> {
                commands.add(command);
                return command.startsWith("EHLO") ? "250-test\r\n250 AUTH PLAIN LOGIN" : null;
            });
            TestSmtp smtp = TestSmtp.plain(server.port(), LIMIT)
                    .encrypted(Tls.OPTIONAL, Optional.empty())
                    .login(USER, Optional.of(PASSWORD), Optional.empty());

            assertThat(send(smtp)).isInstanceOf(Delivery.Unavailable.class);
            assertThat(commands)
                    .anyMatch(command -> command.startsWith("EHLO"))
                    .noneMatch(command -> command.startsWith("AUTH") || command.startsWith("MAIL"));
        }
    }

    private static TestSmtp secured() {
        return TestSmtp.plain(secured.smtpPort(), LIMIT)
                .at("localhost")
                .encrypted(Tls.REQUIRED, Optional.of(certificate.pem()))
                .login(USER, Optional.of(PASSWORD), Optional.empty());
    }

    private Delivery send(TestSmtp smtp) throws InterruptedException {
        try (var connection = connection(smtp)) {
            return connection.send(MailAddress.of(recipient), "<1@example.org>", LETTER);
        }
    }

    private static SmtpConnection connection(TestSmtp smtp) {
        return new SmtpConnection(VERTX, () -> SmtpSettings.of(smtp), "datasync@example.org", LIMIT.multipliedBy(3));
    }
}
