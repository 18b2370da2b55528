package org.datasync.connector.prospect2;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import org.datasync.connector.ConnectorConfig;

/** The API key: from a file that is read again when it changes, or from the configuration. Never logged. */
@ApplicationScoped
class KeySource {
    private final Path file;
    private final String configured;
    private String read;
    private Version version;

    KeySource(ConnectorConfig config) {
        this.file = config.prospect2().keyFile().orElse(null);
        this.configured = config.prospect2().key().orElse("").trim();
        if (file == null && configured.isEmpty()) {
            throw new IllegalStateException(
                    "datasync.connector.prospect2.key (PROSPECT2_KEY) or .key-file (PROSPECT2_KEY_FILE) is missing");
        }
        if (file == null) {
            checked(configured);
        }
    }

    /** While the file is being replaced, or holds nothing that could be a key, the last good one. */
    synchronized String current() {
        if (file == null) {
            return configured;
        }
        try {
            Version found = Version.of(Files.readAttributes(file, BasicFileAttributes.class));
            if (!found.equals(version)) {
                read = checked(Files.readString(file).trim());
                version = found;
            }
        } catch (IOException | IllegalStateException e) {
            if (read == null) {
                throw new IllegalStateException("the file with the API key cannot be read or holds none");
            }
        }
        return read;
    }

    /** Without quoting it: a header with other characters would be refused by a message that does. */
    private static String checked(String key) {
        if (!key.chars().allMatch(character -> character > ' ' && character < 127) || key.isEmpty()) {
            throw new IllegalStateException("the API key is empty or has characters that no key has");
        }
        return key;
    }

    /** Which file of that name it is; a mounted secret is replaced as a whole. */
    private record Version(FileTime changed, long size, Object inode) {
        static Version of(BasicFileAttributes file) {
            return new Version(file.lastModifiedTime(), file.size(), file.fileKey());
        }
    }
}
