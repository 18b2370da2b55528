package org.datasync.sandbox.report;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.AppInfoParser;
import org.h2.engine.Constants;

/** What stands in the head of every report: on which machine and with which versions it was made. */
public final class Machine {
    private static final String CORE = "io.quarkus.quarkus-core-";

    private Machine() {}

    public static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** Two rows of a table with two columns. @param packagedService a directory {@code target/quarkus-app} */
    public static String rows(Path packagedService) {
        return """
                | machine | %d processors, %d MB, %s %s%s |
                | versions | Java %s%s, H2 %s, Kafka %s |""".formatted(
                        processors(),
                        megabytes(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        processor().map(", "::concat).orElse(""),
                        System.getProperty("java.version"),
                        quarkus(packagedService).map(", Quarkus "::concat).orElse(""),
                        Constants.VERSION,
                        AppInfoParser.getVersion());
    }

    private static long megabytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize() >> 20;
    }

    /** The model, where the system tells it. */
    private static Optional<String> processor() {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return Optional.empty();
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the name of the library in the package; empty if the service is not packaged. */
    private static Optional<String> quarkus(Path packagedService) {
        Path libraries = packagedService.resolve("lib/main");
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(libraries)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(CORE))
                    .map(name -> name.substring(CORE.length(), name.length() - ".jar".length()))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
