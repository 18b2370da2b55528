package org.datasync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SchedulerConfigTest {
    private static final String PREFIX = "datasync.scheduler.";

    @Test
    void everyDefaultIsWhatTheReadmeSays() {
        SchedulerConfig config = config(Map.of());

        assertThat(config.tick()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.zone()).isEmpty();
        assertThat(config.heldMaxAge()).isEqualTo(Duration.ofHours(24));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(30));
        assertThat(config.idempotencyRetention()).isEqualTo(Duration.ofHours(24));
        assertThat(config.stalledAfter()).isEqualTo(Duration.ofMinutes(30));
        assertThat(config.limits().previewsPerMinute()).isEqualTo(60);
        assertThat(config.limits().runStartsPerMinute()).isEqualTo(300);
        assertThat(config.consoleUrl()).isEqualTo("http://localhost:8080");
        assertThat(config.recipientDomains()).isEmpty();
    }

    @Test
    void everyNameIsRead() {
        SchedulerConfig config = config(Map.of(
                PREFIX + "tick", "PT1M",
                PREFIX + "zone", "Europe/Berlin",
                PREFIX + "held-max-age", "PT1H",
                PREFIX + "retention", "P15D",
                PREFIX + "idempotency-retention", "PT2H",
                PREFIX + "stalled-after", "PT3M",
                PREFIX + "limits.previews-per-minute", "4",
                PREFIX + "limits.run-starts-per-minute", "5",
                PREFIX + "console-url", "https://sync.example.org",
                PREFIX + "recipient-domains", "example.org,example.com"));

        assertThat(config.tick()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(config.heldMaxAge()).isEqualTo(Duration.ofHours(1));
        assertThat(config.retention()).isEqualTo(Duration.ofDays(15));
        assertThat(config.idempotencyRetention()).isEqualTo(Duration.ofHours(2));
        assertThat(config.stalledAfter()).isEqualTo(Duration.ofMinutes(3));
        assertThat(config.limits().previewsPerMinute()).isEqualTo(4);
        assertThat(config.limits().runStartsPerMinute()).isEqualTo(5);
        assertThat(config.consoleUrl()).isEqualTo("https://sync.example.org");
        assertThat(config.recipientDomains()).contains(Set.of("example.org", "example.com"));
    }

    /** A variable that is not set arrives as empty: the service then says which one is missing. */
    @Test
    void anEmptyZoneIsNone() {
        assertThat(config(Map.of(PREFIX + "zone", "")).zone()).isEmpty();
        assertThatThrownBy(() -> new InstallationZone(config(Map.of(PREFIX + "zone", "")), false).zone())
                .hasMessageContaining("datasync.zone is required");
        assertThat(new InstallationZone(config(Map.of(PREFIX + "zone", "")), true).zone())
                .isEqualTo(ZoneId.of("America/New_York"));
        assertThatThrownBy(() -> config(Map.of(PREFIX + "zone", "Mars"))).hasMessageContaining("Mars is no time zone");
    }

    /** Both ways: nothing undocumented, nothing documented that is gone. */
    @Test
    void theReadmeListsEverySetting() throws IOException {
        Set<String> names = new TreeSet<>();
        add(SchedulerConfig.class, PREFIX, names);
        Path own = Path.of("README.md");
        Path readme = Files.exists(Path.of("scheduler-service"))
                ? Path.of("scheduler-service").resolve(own)
                : own;

        Set<String> documented = new TreeSet<>();
        var row = Pattern.compile("^\\| `(datasync\\.scheduler\\.[^`]+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(readme));
        while (row.find()) {
            documented.add(row.group(1));
        }
        assertThat(documented).isEqualTo(names);
    }

    private static void add(Class<?> group, String prefix, Set<String> names) {
        for (Method method : group.getMethods()) {
            String name = prefix + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (method.getReturnType().isInterface() && method.getReturnType().getEnclosingClass() == group) {
                add(method.getReturnType(), name + ".", names);
            } else {
                names.add(name);
            }
        }
    }

    private static SchedulerConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(SchedulerConfig.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(SchedulerConfig.class);
    }
}
