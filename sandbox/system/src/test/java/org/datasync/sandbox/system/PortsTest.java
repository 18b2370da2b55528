package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void thePortsAreThoseOfTheDesignUnlessASwitchSaysOtherwise() {
        var properties = new Properties();
        properties.setProperty("demo.port.scheduler", "18080");
        properties.setProperty("demo.port.kafka", "");

        Ports ports = Ports.from(new Switches(properties));

        assertThat(ports.of(Port.SCHEDULER)).isEqualTo(18080);
        assertThat(ports.of(Port.KAFKA)).isEqualTo(19092);
        assertThat(ports.of(Port.WORLD)).isEqualTo(19097);
        assertThat(ports.url(Port.DELTA)).isEqualTo("http://localhost:8081");
    }

    @Test
    void aTakenPortIsNamedWithTheSwitchThatChangesIt() throws Exception {
        Ports ports = Ports.free();
        try (var taken = new ServerSocket(ports.of(Port.SMTP), 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> ports.requireFree(EnumSet.allOf(Port.class)))
                    .isInstanceOf(SandboxException.class)
                    .hasMessage(
                            "port %d (smtp) is taken; choose another with -Ddemo.port.smtp=PORT", taken.getLocalPort());
        }
    }

    @Test
    void allTakenPortsAreNamedAtOnce() throws Exception {
        Ports ports = Ports.free();
        try (var one = new ServerSocket(ports.of(Port.DELTA));
                var other = new ServerSocket(ports.of(Port.KAFKA))) {
            assertThatThrownBy(() -> ports.requireFree(EnumSet.allOf(Port.class)))
                    .hasMessageContaining("-Ddemo.port.delta")
                    .hasMessageContaining("-Ddemo.port.kafka")
                    .hasMessageContaining(String.valueOf(one.getLocalPort()))
                    .hasMessageContaining(String.valueOf(other.getLocalPort()));
        }
    }

    @Test
    void aPortThatIsNotNeededMayBeTaken() throws Exception {
        Ports ports = Ports.free();
        try (var taken = new ServerSocket(ports.of(Port.PROSPECT2))) {
            assertThat(taken.isBound()).isTrue();
            assertThatCode(() -> ports.requireFree(Set.of(Port.SCHEDULER, Port.SMTP)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void twoServersDoNotGetTheSamePort() {
        var properties = new Properties();
        properties.setProperty("demo.port.smtp", "8080");

        assertThatThrownBy(() -> Ports.from(new Switches(properties)))
                .isInstanceOf(SandboxException.class)
                .hasMessage("port 8080 is meant for scheduler and smtp; choose different ones");
    }

    @Test
    void everyReplicaHasAPortOfItsOwn() {
        Ports ports = Ports.free(2, 3);

        assertThat(ports.replicas(Port.DELTA)).isEqualTo(2);
        assertThat(ports.replicas(Port.DATABASE)).isEqualTo(1);
        assertThat(ports.url(Port.DELTA, 2)).isNotEqualTo(ports.url(Port.DELTA));
        assertThat(ports.bootstrapServers())
                .isEqualTo("localhost:%d,localhost:%d,localhost:%d"
                        .formatted(ports.of(Port.KAFKA, 1), ports.of(Port.KAFKA, 2), ports.of(Port.KAFKA, 3)));
    }
}
