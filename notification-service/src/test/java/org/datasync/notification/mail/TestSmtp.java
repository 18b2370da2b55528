package org.datasync.notification.mail;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.datasync.notification.NotificationConfig.Smtp;
import org.datasync.notification.NotificationConfig.Tls;

/** Settings of a mail server on this machine. */
record TestSmtp(
        String host,
        int port,
        Tls tls,
        Optional<Path> trustedCertificates,
        Optional<String> username,
        Optional<String> password,
        Optional<Path> passwordFile,
        Optional<String> greeting,
        int connections,
        Duration replyTimeout)
        implements Smtp {

    /** Without login and encryption. */
    static TestSmtp plain(int port, Duration replyTimeout) {
        return new TestSmtp(
                "127.0.0.1",
                port,
                Tls.OFF,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("localhost"),
                1,
                replyTimeout);
    }

    TestSmtp at(String name) {
        return new TestSmtp(
                name,
                port,
                tls,
                trustedCertificates,
                username,
                password,
                passwordFile,
                greeting,
                connections,
                replyTimeout);
    }

    TestSmtp encrypted(Tls how, Optional<Path> trusted) {
        return new TestSmtp(
                host, port, how, trusted, username, password, passwordFile, greeting, connections, replyTimeout);
    }

    TestSmtp login(String name, Optional<String> secret, Optional<Path> secretFile) {
        return new TestSmtp(
                host,
                port,
                tls,
                trustedCertificates,
                Optional.of(name),
                secret,
                secretFile,
                greeting,
                connections,
                replyTimeout);
    }
}
