package org.datasync.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {
    @Test
    void everyModuleFindsTheSameTopLevel(@TempDir Path repository) throws Exception {
        Files.createDirectories(repository.resolve("deploy/kafka"));
        Files.createFile(repository.resolve("deploy/kafka/topics.yaml"));

        assertThat(ReportDirectory.topLevel(repository.resolve("delta-service")))
                .isEqualTo(repository);
        assertThat(ReportDirectory.topLevel(repository.resolve("sandbox/system")))
                .isEqualTo(repository);
    }

    @Test
    void withoutTheSwitchReportsStayInTheModule() {
        assertThat(ReportDirectory.of("benchmark.switch-that-nobody-sets"))
                .isEqualTo(Path.of("target/benchmark").toAbsolutePath())
                .isDirectory();
    }
}
