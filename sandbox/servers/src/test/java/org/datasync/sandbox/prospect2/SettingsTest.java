package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void aPatchChangesOnlyWhatItNames() {
        var settings = Settings.faithful().with(Json.parse("""
                        {"limits":{"retryAfter":"PT2S"},"latency":{"routes":{"GET /tags":"PT0.5S"}},
                         "switches":{"numericIds":true}}"""));

        assertThat(settings.limits()).isEqualTo(new Settings.Limits(5, 100, 20, 399_999, Duration.ofSeconds(2)));
        assertThat(settings.latency().of("GET /tags")).isEqualTo(Duration.ofMillis(500));
        assertThat(settings.latency().of("POST /contact/sync")).isEqualTo(Duration.ofMillis(210));
        assertThat(settings.latency().of("GET /fields")).isEqualTo(Duration.ofMillis(99));
        assertThat(settings.switches().numericIds()).isTrue();
        assertThat(settings.key()).isEqualTo("sandbox-key");
    }

    @Test
    void unknownNamesAndImpossibleValuesAreRefused() {
        assertThatThrownBy(() -> patch("{\"contactLimt\":5}")).hasMessageContaining("contactLimt");
        assertThatThrownBy(() -> patch("{\"switches\":{\"existingTag\":\"MAYBE\"}}"))
                .hasMessageContaining("MAYBE");
        assertThatThrownBy(() -> patch("{\"timeScale\":0}")).hasMessageContaining("timeScale");
    }

    private static Settings patch(String json) {
        return Settings.faithful().with(Json.parse(json));
    }
}
