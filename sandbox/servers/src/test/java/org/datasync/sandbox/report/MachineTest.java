package org.datasync.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @Test
    void theVersionOfQuarkusIsThatOfThePackage(@TempDir Path service) throws Exception {
        Files.createDirectories(service.resolve("lib/main"));
        Files.createFile(service.resolve("lib/main/io.quarkus.quarkus-core-9.8.7.jar"));

        assertThat(Machine.rows(service)).contains(", Quarkus 9.8.7, H2 ");
    }

    @Test
    void withoutAPackageQuarkusIsNotNamed(@TempDir Path nothing) {
        assertThat(Machine.rows(nothing))
                .doesNotContain("Quarkus")
                .contains("| versions | Java " + System.getProperty("java.version"));
    }
}
