package org.datasync.sandbox.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmtpSecurityIT {
    @TempDir
    static Path directory;

    private static Mailbox mailbox;

    @BeforeAll
    static void start() {
        var certificate = SelfSignedCertificate.create(directory, "localhost");
        mailbox = Mailbox.start(0, 0, SmtpSecurity.startTls(certificate.tls()).login("sender", "a secret"));
    }

    @AfterAll
    static void stop() {
        mailbox.close();
    }

    @Test
    void aMailIsTakenOverAnEncryptedConnectionWithTheLogin() throws Exception {
        send(message("in@example.org", true), "sender", "a secret");

        assertThat(mailbox.mailsTo("in@example.org")).hasSize(1);
    }

    @Test
    void aWrongLoginTakesNothing() throws Exception {
        MimeMessage message = message("wrong@example.org", true);

        assertThatThrownBy(() -> send(message, "sender", "wrong")).isInstanceOf(AuthenticationFailedException.class);

        assertThat(mailbox.mailsTo("wrong@example.org")).isEmpty();
    }

    @Test
    void withoutALoginNothingIsTaken() throws Exception {
        MimeMessage message = message("stranger@example.org", false);

        assertThatThrownBy(() -> Transport.send(message))
                .isInstanceOf(MessagingException.class)
                .hasMessageContaining("530");

        assertThat(mailbox.mailsTo("stranger@example.org")).isEmpty();
    }

    private static void send(MimeMessage message, String user, String password) throws MessagingException {
        Transport.send(message, user, password);
    }

    private static MimeMessage message(String recipient, boolean login) throws MessagingException {
        var properties = new Properties();
        properties.put("mail.smtp.host", "localhost");
        properties.put("mail.smtp.port", String.valueOf(mailbox.smtpPort()));
        properties.put("mail.smtp.timeout", "5000");
        properties.put("mail.smtp.auth", String.valueOf(login));
        properties.put("mail.smtp.starttls.required", "true");
        properties.put("mail.smtp.ssl.trust", "localhost");
        var message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("sender@example.org");
        message.addRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject("secured");
        message.setText("text");
        return message;
    }
}
