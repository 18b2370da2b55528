package org.datasync.sandbox.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where reports are written: one switch for all modules, so that one command writes them into one directory. */
public final class ReportDirectory {
    private static final Path TOP_LEVEL_ONLY = Path.of("deploy", "kafka", "topics.yaml");

    private ReportDirectory() {}

    /**
     * The directory that a system property names, made if need be; a relative one is below the top level of the
     * repository, whichever module asks. Without the property: {@code target/benchmark} of the module.
     */
    public static Path of(String property) {
        String named = System.getProperty(property, "");
        Path here = Path.of("").toAbsolutePath();
        Path directory = named.isBlank()
                ? here.resolve("target/benchmark")
                : topLevel(here).resolve(named);
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path topLevel(Path from) {
        Path directory = from;
        while (directory != null && !Files.exists(directory.resolve(TOP_LEVEL_ONLY))) {
            directory = directory.getParent();
        }
        return directory == null ? from : directory;
    }
}
