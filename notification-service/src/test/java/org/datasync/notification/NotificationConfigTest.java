package org.datasync.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.NotificationConfig.Format;
import org.datasync.notification.NotificationConfig.Tls;
import org.datasync.notification.NotificationConfig.Webhook;
import org.junit.jupiter.api.Test;

class NotificationConfigTest {
    private static final Map<String, String> REQUIRED = Map.of(
            "datasync.notification.from", "datasync@example.org",
            "datasync.notification.smtp.host", "mail.example.org",
            "datasync.notification.smtp.port", "587");

    @Test
    void theDefaultsAreThoseOfTheReadme() {
        NotificationConfig config = config(Map.of());

        assertThat(config.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config.locale()).isEqualTo(Locale.ENGLISH);
        assertThat(config.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.oldestEvent()).isEqualTo(Duration.ofDays(14));
        assertThat(config.pollInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.digestAt()).isEqualTo(LocalTime.of(7, 0));
        assertThat(config.allowedDomains()).isEmpty();
        assertThat(config.allowedWebhookHosts()).isEmpty();
        assertThat(config.webhooks()).isEmpty();
        assertThat(config.smtp().tls()).isEqualTo(Tls.OPTIONAL);
        assertThat(config.smtp().connections()).isEqualTo(4);
        assertThat(config.smtp().replyTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.smtp().username()).isEmpty();
        assertThat(config.smtp().password()).isEmpty();
        assertThat(config.smtp().passwordFile()).isEmpty();
        assertThat(config.smtp().greeting()).isEmpty();
        assertThat(config.smtp().trustedCertificates()).isEmpty();
        assertThat(config.retry().firstPause()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.retry().longestPause()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.retry().giveUpAfter()).isEqualTo(Duration.ofDays(5));
    }

    @Test
    void aWebhookNeedsNothingButItsUrl() {
        Webhook webhook = config(Map.of("datasync.notification.webhooks.pager.url", "https://hooks.example.org/1"))
                .webhooks()
                .get("pager");

        assertThat(webhook.format()).isEqualTo(Format.JSON);
        assertThat(webhook.when()).isEqualTo(When.PROBLEMS);
        assertThat(webhook.timeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(webhook.secret()).isEmpty();
        assertThat(webhook.secretFile()).isEmpty();
        assertThat(webhook.trustedCertificates()).isEmpty();
        assertThat(webhook.allowPrivateAddresses()).isFalse();
    }

    @Test
    void aNameThatDoesNotExistIsRefused() {
        assertThatThrownBy(() -> config(Map.of("datasync.notification.smtp.hots", "x")))
                .hasMessageContaining("smtp.hots");
    }

    @Test
    void operatorsMaySendAgainWithoutFurtherSettings() throws IOException {
        Properties own = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            own.load(file);
        }

        assertThat(own)
                .containsEntry("datasync.platform.access.read", "service")
                .containsEntry("datasync.platform.access.write", "service,operator");
    }

    private static NotificationConfig config(Map<String, String> more) {
        return new SmallRyeConfigBuilder()
                .withMapping(NotificationConfig.class)
                .withDefaultValues(REQUIRED)
                .withSources(new PropertiesConfigSource(more, "test", 100))
                .build()
                .getConfigMapping(NotificationConfig.class);
    }
}
