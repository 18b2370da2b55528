package org.datasync.notification;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A secret of the settings: its value, or the file that holds it. */
public final class Secrets {
    private Secrets() {}

    /**
     * The value if there is one, else what the file says now, without the line end after it.
     *
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Optional<String> of(Optional<String> value, Optional<Path> file) {
        return value.or(() -> file.map(Secrets::read));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
