package org.datasync.connector.prospect2;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.datasync.connector.ConnectorConfig;

/** The API key: from a file that is read again when it changes, or from the configuration. Never logged. */
@ApplicationScoped
class KeySource {
    private final Path file;
    private final String configured;
    private String read;
    private FileTime readAt;

    KeySource(ConnectorConfig config) {
        this.file = config.prospect2().keyFile().orElse(null);
        this.configured = config.prospect2().key().orElse("").trim();
        if (file == null && configured.isEmpty()) {
            throw new IllegalStateException(
                    "datasync.connector.prospect2.key (PROSPECT2_KEY) or .key-file (PROSPECT2_KEY_FILE) is missing");
        }
    }

    synchronized String current() {
        if (file == null) {
            return configured;
        }
        try {
            FileTime changed = Files.getLastModifiedTime(file);
            if (!changed.equals(readAt)) {
                read = Files.readString(file).trim();
                readAt = changed;
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException("the file with the API key cannot be read", e);
        }
    }
}
