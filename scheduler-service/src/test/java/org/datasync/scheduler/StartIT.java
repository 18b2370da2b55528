package org.datasync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.testing.Servers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The package with everything it needs to start in production, except for one thing. */
@Tag("load")
class StartIT {
    private static final Path PACKAGE = Path.of("target", "quarkus-app", "quarkus-run.jar");

    @Test
    void withoutAnIdentityProviderItDoesNotStart() throws Exception {
        assertThat(start(Map.of("datasync.zone", "UTC"))).contains("quarkus.oidc.auth-server-url");
    }

    @Test
    void withoutTokensItListensOnLoopbackOnly() throws Exception {
        assertThat(start(Map.of(
                        "datasync.zone", "UTC",
                        "datasync.platform.access.required", "false",
                        "quarkus.oidc.tenant-enabled", "false",
                        "quarkus.http.host", "0.0.0.0")))
                .contains("loopback only, not on 0.0.0.0");
    }

    @Test
    void withoutTheZoneOfTheVenueItDoesNotStart() throws Exception {
        assertThat(start(Map.of("quarkus.oidc.application-type", "service", "quarkus.oidc.public-key", publicKey())))
                .contains("datasync.zone is required");
    }

    private static String publicKey() throws NoSuchAlgorithmException {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPublic()
                .getEncoded();
        return Base64.getEncoder().encodeToString(key);
    }

    /** What it says before it ends. */
    private static String start(Map<String, String> settings) throws IOException, InterruptedException {
        TestDatabase database = Servers.database("start");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx160m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=0",
                "-Dkafka.bootstrap.servers=" + Servers.kafka(),
                "-Dquarkus.datasource.jdbc.url=" + database.url(),
                "-Dquarkus.datasource.username=" + database.user(),
                "-Dquarkus.datasource.password=" + database.password()));
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", PACKAGE.toAbsolutePath().toString()));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            String said = String.join("\n", output.lines().toList());
            assertThat(process.waitFor(10, TimeUnit.SECONDS)).as(said).isTrue();
            assertThat(process.exitValue()).as(said).isNotZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }
}
