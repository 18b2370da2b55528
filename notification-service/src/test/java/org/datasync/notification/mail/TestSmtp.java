package org.datasync.notification.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.datasync.notification.NotificationConfig.Smtp;
import org.datasync.notification.NotificationConfig.Tls;

/** A mail server on this machine, without login and encryption. */
record TestSmtp(int port, Duration replyTimeout) implements Smtp {
    @Override
    public String host() {
        return "127.0.0.1";
    }

    @Override
    public Optional<String> username() {
        return Optional.empty();
    }

    @Override
    public Optional<String> password() {
        return Optional.empty();
    }

    @Override
    public Tls tls() {
        return Tls.OFF;
    }

    @Override
    public Optional<Path> trustedCertificates() {
        return Optional.empty();
    }

    @Override
    public Optional<String> greeting() {
        return Optional.of("localhost");
    }

    @Override
    public int connections() {
        return 1;
    }
}
