package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    @Test
    void withoutSwitchesTheDemoHas20000ConstituentsAndATickOfFiveSeconds() {
        Options options = Options.from(switches("demo.root", "/project"));

        assertThat(options.constituents()).isEqualTo(20_000);
        assertThat(options.tick()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.directory()).isEqualTo(Path.of("/project/sandbox/system/target/sandbox"));
        assertThat(options.prospect2Url()).isEqualTo("http://localhost:19094");
        assertThat(options.needed()).containsExactlyInAnyOrder(Port.values());
    }

    @Test
    void aSwitchWithoutValueIsNoSwitch() {
        Options options = Options.from(switches("demo.constituents", "", "demo.prospect2", "", "demo.tick", " "));

        assertThat(options.constituents()).isEqualTo(20_000);
        assertThat(options.hasOwnProspect2()).isTrue();
    }

    @Test
    void anotherProspect2TakesThePlaceOfTheOwnOne() {
        Options options = Options.from(switches("demo.prospect2", "http://localhost:9000/"));

        assertThat(options.prospect2Url()).isEqualTo("http://localhost:9000");
        assertThat(options.needed()).doesNotContain(Port.PROSPECT2);
    }

    @ParameterizedTest
    @CsvSource({
        "demo.constituents, many",
        "demo.constituents, 0",
        "demo.tick, 5",
        "demo.tick, PT0.1S",
        "demo.prospect2, localhost:9000",
        "demo.prospect2, http://localhost:9000/api/3",
        "demo.port.scheduler, 70000"
    })
    void aSwitchThatMakesNoSenseIsRefusedByName(String name, String value) {
        assertThatThrownBy(() -> Options.from(switches(name, value)))
                .isInstanceOf(SandboxException.class)
                .hasMessageStartingWith("-D%s=%s is not ", name, value);
    }

    @Test
    void onceIsOnWithAndWithoutTrue() {
        assertThat(new Switches(switches("demo.once", "true")).isOn("demo.once"))
                .isTrue();
        assertThat(new Switches(switches("demo.once", "false")).isOn("demo.once"))
                .isFalse();
        assertThat(new Switches(switches("demo.once", "")).isOn("demo.once")).isFalse();
        assertThat(new Switches(switches()).isOn("demo.once")).isFalse();
    }

    private static Properties switches(String... pairs) {
        var properties = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            properties.setProperty(pairs[i], pairs[i + 1]);
        }
        return properties;
    }
}
