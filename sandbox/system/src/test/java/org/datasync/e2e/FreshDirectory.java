package org.datasync.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** Empties the directory of a system that is not running. */
public final class FreshDirectory {
    private FreshDirectory() {}

    /** All but the note of processes that a broken-off run may have left. */
    public static Path at(Path directory) {
        Path tree = directory.toAbsolutePath();
        if (!Files.exists(tree)) {
            return tree;
        }
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.filter(file -> !file.equals(tree) && !file.endsWith("processes"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
