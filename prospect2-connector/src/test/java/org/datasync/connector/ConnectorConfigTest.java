package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorConfigTest {
    private final ConnectorConfig config = new SmallRyeConfigBuilder()
            .withMapping(ConnectorConfig.class)
            .withDefaultValues(Map.of("datasync.connector.prospect2.url", "https://account.example.org"))
            .build()
            .getConfigMapping(ConnectorConfig.class);

    @Test
    void theLimitsStayBelowThoseOfTheAccount() {
        assertThat(config.limits().requestsPerSecond()).isEqualTo(4.5);
        assertThat(config.limits().importsPerMinute()).isEqualTo(90);
        assertThat(config.limits().singleImportsPerMinute()).isEqualTo(18);
        assertThat(config.limits().importsCountAsRequests()).isTrue();
        assertThat(config.limits().rest()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.limits().importRest()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.limits().recovery()).isEqualTo(Duration.ofSeconds(60));
    }

    @Test
    void bulkImportsAreAsLargeAsTheApiTakes() {
        assertThat(config.bulk().contacts()).isEqualTo(250);
        assertThat(config.bulk().bytes()).isEqualTo(399_999);
        assertThat(config.bulk().linger()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.bulk().firstPoll()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.bulk().longestPoll()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.bulk().patience()).isEqualTo(Duration.ofHours(12));
        assertThat(config.bulk().unseen()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void callsAreTriedForADay() {
        assertThat(config.prospect2().timeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.calls().concurrency()).isEqualTo(4);
        assertThat(config.calls().attempts()).isEqualTo(300);
        assertThat(config.calls().giveUpAfter()).isEqualTo(Duration.ofHours(24));
        assertThat(config.calls().firstPause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.calls().longestPause()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.calls().recentAdd()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.calls().recentAddPause()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void idsAreLearnedWithSpareBudget() {
        assertThat(config.walks().quiet()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.walks().spare()).isTrue();
        assertThat(config.walks().sparePause()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.walks().considered()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void theAccountIsLookedAtNowAndThen() {
        assertThat(config.account().firstRest()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.account().probe()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.account().tagCheck()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.account().fields()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.account().suspectRest()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.account().question()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void runsAreRememberedLongerThanAnyTopicKeepsRecords() {
        assertThat(config.retention().constituents()).isEqualTo(Duration.ofDays(7));
        assertThat(config.retention().rows()).isEqualTo(Duration.ofDays(7));
        assertThat(config.retention().runs()).isEqualTo(Duration.ofDays(90));
    }
}
