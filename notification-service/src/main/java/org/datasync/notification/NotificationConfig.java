package org.datasync.notification;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Recipient;

/** Settings of this service. */
@ConfigMapping(prefix = "datasync.notification")
public interface NotificationConfig {
    /** The sender, also behind a name: {@code Data Sync <datasync@example.org>}. */
    @NotBlank
    String from();

    /** Zone of the times in a mail whose sync names none. */
    @WithDefault("UTC")
    ZoneId zone();

    /** How numbers and names of days are written. The words of a mail are English. */
    @WithDefault("en")
    Locale locale();

    /** The mail server. */
    Smtp smtp();

    /** Domains that mail may go to; without it all. A recipient elsewhere is refused, visibly. */
    Optional<List<String>> allowedDomains();

    /** When the daily digests are written, in the zone of the sync's schedule. */
    @WithDefault("07:00")
    LocalTime digestAt();

    /** Calls to other systems, by a name of the operators' choice. */
    Map<String, Webhook> webhooks();

    /** Hosts that webhooks may call; without it all with a public address. */
    Optional<List<String>> allowedWebhookHosts();

    /** When a mail is sent again, and when no more. */
    Retry retry();

    /** How long events and their mails are kept. Must be longer than any topic keeps records. */
    @WithDefault("P30D")
    Duration retention();

    /** Events of unknown runs older than this are not mailed: somebody replays a topic. */
    @WithDefault("P14D")
    Duration oldestEvent();

    /** How often an idle worker looks for due mails. New events wake it at once. */
    @WithDefault("PT1S")
    Duration pollInterval();

    /** How to reach the mail server. */
    interface Smtp {
        @NotBlank
        String host();

        @Min(1)
        @Max(65535)
        int port();

        /** With a user name the server must accept the login, else nothing is sent. */
        Optional<String> username();

        Optional<String> password();

        /** File with the password, where it is not a setting. Read for each connection, so it can change. */
        Optional<Path> passwordFile();

        /**
         * Encryption of the connection. Certificates are always checked, also against the host's name. With a user name
         * {@code OPTIONAL} is as {@code REQUIRED}: a login goes out in plain only if encryption is {@code OFF}.
         */
        @WithDefault("OPTIONAL")
        Tls tls();

        /** PEM file of the certificates to trust; without it those the JVM trusts. */
        Optional<Path> trustedCertificates();

        /** The name this service greets the server with; without it the machine's name. */
        Optional<String> greeting();

        /** Connections, each sending one mail after the other. More: a backlog is gone sooner. */
        @WithDefault("4")
        @Min(1)
        @Max(20)
        int connections();

        /**
         * How long the server may be silent before the mail is tried again later. Shorter risks a second copy (same
         * Message-ID) from a server that accepts slowly.
         */
        @WithDefault("PT30S")
        Duration replyTimeout();
    }

    /** A call to another system about runs. */
    interface Webhook {
        URI url();

        /** Key of the signature (HMAC-SHA256) of each call; without it calls are not signed. */
        Optional<String> secret();

        /** File with the key, where it is not a setting. Read for each call, so it can change. */
        Optional<Path> secretFile();

        /** PEM file of the certificates to trust; without it those the JVM trusts. */
        Optional<Path> trustedCertificates();

        /** What is posted. */
        @WithDefault("JSON")
        Format format();

        /** Which runs. There is no daily digest for webhooks: with it every run is posted. */
        @WithDefault("PROBLEMS")
        Recipient.When when();

        /** How long a call may take. */
        @WithDefault("PT10S")
        Duration timeout();

        /** Whether the host may have a loopback, private or link-local address. */
        @WithDefault("false")
        boolean allowPrivateAddresses();
    }

    /** What a webhook is posted. */
    enum Format {
        /** The summary as data. */
        JSON,
        /** A message for Slack and what understands the same. */
        SLACK
    }

    /** Encryption of the connection to the mail server. */
    enum Tls {
        /** None, also if the server offers it. */
        OFF,
        /** STARTTLS if the server offers it. */
        OPTIONAL,
        /** STARTTLS, or nothing is sent. */
        REQUIRED,
        /** TLS from the first byte (port 465). */
        IMPLICIT
    }

    /** Pauses double from the first to the longest, each shortened by up to half at random. */
    interface Retry {
        @WithDefault("PT30S")
        Duration firstPause();

        @WithDefault("PT30M")
        Duration longestPause();

        /** A mail that the server has not accepted after this time is given up, visibly. */
        @WithDefault("P5D")
        Duration giveUpAfter();
    }
}
