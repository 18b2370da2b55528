package org.datasync.notification.mail;

import io.vertx.core.net.PemTrustOptions;
import io.vertx.ext.mail.LoginOption;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.StartTLSOptions;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import org.datasync.notification.NotificationConfig.Smtp;
import org.datasync.notification.NotificationConfig.Tls;
import org.datasync.notification.Secrets;

/**
 * Our settings as those of the mail client.
 *
 * <p>The algorithm of host name verification is left unset on purpose: the client (4.5.27) then checks the name in the
 * certificate, but switches the check off where one is set.
 */
final class SmtpSettings {
    private SmtpSettings() {}

    /** @throws UncheckedIOException if the file with the password cannot be read */
    static MailConfig of(Smtp smtp) {
        int replyTimeout = Math.toIntExact(smtp.replyTimeout().toMillis());
        MailConfig settings = new MailConfig()
                .setHostname(smtp.host())
                .setPort(smtp.port())
                .setSsl(smtp.tls() == Tls.IMPLICIT)
                .setStarttls(startTls(smtp))
                .setLogin(smtp.username().isPresent() ? LoginOption.REQUIRED : LoginOption.DISABLED)
                // One connection per sender, kept for the next mail. The second place is for its successor: after a
                // failure the client says QUIT and waits for the server to hang up, which not every server does.
                .setMaxPoolSize(2)
                .setKeepAlive(true)
                // One step after the other: then the step that failed is known.
                .setPipelining(false)
                .setConnectTimeout(replyTimeout)
                .setIdleTimeout(replyTimeout)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        smtp.username().ifPresent(settings::setUsername);
        Secrets.of(smtp.password(), smtp.passwordFile()).ifPresent(settings::setPassword);
        smtp.greeting().ifPresent(settings::setOwnHostname);
        smtp.trustedCertificates()
                .ifPresent(file -> settings.setPemTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        return settings;
    }

    private static StartTLSOptions startTls(Smtp smtp) {
        return switch (smtp.tls()) {
            case OFF, IMPLICIT -> StartTLSOptions.DISABLED;
            // Who removes the offer from the server's greeting must not get the password.
            case OPTIONAL -> smtp.username().isPresent() ? StartTLSOptions.REQUIRED : StartTLSOptions.OPTIONAL;
            case REQUIRED -> StartTLSOptions.REQUIRED;
        };
    }
}
