package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.datasync.notification.NotificationConfig.Smtp;
import org.datasync.notification.NotificationConfig.Tls;
import org.datasync.notification.delivery.Delivery;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A mail server that wants TLS and a login. */
class SmtpTlsTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final String PASSWORD = "changeit";
    private static final Letter LETTER = new Letter("Subject", "Text", "<p>HTML</p>", List.of());

    @TempDir
    static Path directory;

    private static GreenMail server;

    @BeforeAll
    static void start() throws Exception {
        Path store = directory.resolve("server.p12");
        keytool(
                "-genkeypair",
                "-alias",
                "mail",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD);
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "mail",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-file",
                certificate().toString());
        System.setProperty("greenmail.tls.keystore.file", store.toString());
        System.setProperty("greenmail.tls.keystore.password", PASSWORD);
        System.setProperty("greenmail.tls.key.password", PASSWORD);
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        GreenMailUser user = server.setUser("datasync@example.org", "datasync", "a secret");
        assertThat(user.getLogin()).isEqualTo("datasync");
        server.getUserManager().setAuthRequired(true);
    }

    @AfterAll
    static void stop() {
        server.stop();
        List.of("greenmail.tls.keystore.file", "greenmail.tls.keystore.password", "greenmail.tls.key.password")
                .forEach(System::clearProperty);
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aMailGoesOutOverTlsWithTheLogin() throws Exception {
        Delivery delivery = send(smtp("localhost", "a secret", Optional.of(certificate())));

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
        assertThat(server.getReceivedMessages()).hasSize(1);
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedGetsNoMail() throws Exception {
        assertThat(send(smtp("localhost", "a secret", Optional.empty()))).isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void aServerWithAnotherNameThanItsCertificateGetsNoMail() throws Exception {
        assertThat(send(smtp("127.0.0.1", "a secret", Optional.of(certificate()))))
                .isInstanceOf(Delivery.Unavailable.class);
    }

    @Test
    void everyConnectionChecksTheNameAlsoWhereTheyShareTheirSettings() throws Exception {
        MailConfig settings = SmtpSettings.of(smtp("127.0.0.1", "a secret", Optional.of(certificate())));
        for (int number = 0; number < 2; number++) {
            try (var connection =
                    new SmtpConnection(VERTX, () -> settings, "datasync@example.org", Duration.ofSeconds(20))) {
                assertThat(connection.send(MailAddress.of("jo@example.org"), "<1@example.org>", LETTER))
                        .isInstanceOf(Delivery.Unavailable.class);
            }
        }
    }

    @Test
    void aRefusedLoginRefusesNoMail() throws Exception {
        assertThat(send(smtp("localhost", "wrong", Optional.of(certificate()))))
                .isInstanceOf(Delivery.Unavailable.class);
    }

    private static Delivery send(Smtp smtp) throws InterruptedException {
        try (var connection = new SmtpConnection(
                VERTX, () -> SmtpSettings.of(smtp), "datasync@example.org", Duration.ofSeconds(20))) {
            return connection.send(MailAddress.of("jo@example.org"), "<1@example.org>", LETTER);
        }
    }

    private static TestSmtp smtp(String host, String password, Optional<Path> trusted) {
        return TestSmtp.plain(server.getSmtps().getPort(), Duration.ofSeconds(5))
                .at(host)
                .encrypted(Tls.IMPLICIT, trusted)
                .login("datasync", Optional.of(password), Optional.empty());
    }

    private static Path certificate() {
        return directory.resolve("server.pem");
    }

    private static void keytool(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        Path log = directory.resolve("keytool.log");
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).as(Files.readString(log)).isZero();
    }
}
