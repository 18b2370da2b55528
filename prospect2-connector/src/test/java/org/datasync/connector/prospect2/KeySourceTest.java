package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.datasync.connector.ConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeySourceTest {
    private static final String URL = "datasync.connector.prospect2.url";
    private static final String KEY = "datasync.connector.prospect2.key";
    private static final String FILE = "datasync.connector.prospect2.key-file";

    @TempDir
    Path directory;

    @Test
    void theConfiguredKeyIsUsedWithoutAFile() {
        assertThat(source(Map.of(KEY, " first-key ")).current()).isEqualTo("first-key");
    }

    @Test
    void aFileThatChangesIsReadAgain() throws IOException {
        Path file = file("first-key\n");
        KeySource source = source(Map.of(FILE, file.toString(), KEY, "not-this-one"));
        assertThat(source.current()).isEqualTo("first-key");

        Files.writeString(file, "second-key\n");

        assertThat(source.current()).isEqualTo("second-key");
    }

    @Test
    void aFileThatIsReplacedByAnotherOfTheSameAgeIsReadAgain() throws IOException {
        Path file = file("first-key");
        KeySource source = source(Map.of(FILE, file.toString()));
        assertThat(source.current()).isEqualTo("first-key");
        Path other = Files.writeString(directory.resolve("other"), "other-key");
        Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));

        Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);

        assertThat(source.current()).isEqualTo("other-key");
    }

    @Test
    void whileTheFileIsBeingReplacedTheLastKeyServes() throws IOException {
        Path file = file("first-key");
        KeySource source = source(Map.of(FILE, file.toString()));
        source.current();

        Files.writeString(file, "");
        assertThat(source.current()).isEqualTo("first-key");
        Files.delete(file);
        assertThat(source.current()).isEqualTo("first-key");
        Files.writeString(file, "second-key");
        assertThat(source.current()).isEqualTo("second-key");
    }

    @Test
    void noMessageQuotesAKey() throws IOException {
        Path file = file("secret key");

        assertThatThrownBy(source(Map.of(FILE, file.toString()))::current)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret")
                .hasNoCause();
        assertThatThrownBy(() -> source(Map.of(KEY, "secret\u00e9key")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void withoutKeyAndFileItDoesNotStart() {
        assertThatThrownBy(() -> source(Map.of()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PROSPECT2_KEY");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(directory.resolve("key"), content);
    }

    private static KeySource source(Map<String, String> settings) {
        return new KeySource(new SmallRyeConfigBuilder()
                .withMapping(ConnectorConfig.class)
                .withDefaultValues(Map.of(URL, "https://account.example.org"))
                .withDefaultValues(settings)
                .build()
                .getConfigMapping(ConnectorConfig.class));
    }
}
