package org.datasync.sandbox.system;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * What to start and how.
 *
 * @param root where the modules are: the packaged services are below it
 * @param directory where data and logs are kept between starts
 * @param constituents how many a new synthetic Tessitura gets; without effect on one that exists
 * @param tick the grid on which runs start
 * @param speed how many seconds pass in the sandbox's own Prospect2 while one passes here; 1 for any other
 * @param prospect2 another server of the API, without {@code /api/3}; empty: the sandbox's own
 * @param settings environment variables that all services get besides the usual ones
 */
public record Options(
        Path root,
        Path directory,
        int constituents,
        Duration tick,
        int speed,
        Optional<URI> prospect2,
        String prospect2Key,
        Ports ports,
        Map<String, String> settings) {
    static final String OWN_KEY = "sandbox-key";

    public Options {
        requireNonNull(tick, "tick");
        requireNonNull(prospect2, "prospect2");
        requireNonNull(prospect2Key, "prospect2Key");
        requireNonNull(ports, "ports");
        settings = Map.copyOf(settings);
        root = root.toAbsolutePath().normalize();
        directory = directory.toAbsolutePath().normalize();
    }

    static Options from(Properties properties) {
        var switches = new Switches(properties);
        Optional<URI> prospect2 = switches.text("demo.prospect2").map(Options::server);
        Path root = Path.of(switches.text("demo.root").orElse("")).toAbsolutePath();
        return new Options(
                root,
                switches.text("demo.directory").map(Path::of).orElse(root.resolve("sandbox/system/target/sandbox")),
                switches.number("demo.constituents", 20_000, 10, 2_000_000),
                switches.duration("demo.tick", Duration.ofSeconds(5)),
                prospect2.isPresent() ? 1 : switches.number("demo.prospect2.speed", 10, 1, 1_000),
                prospect2,
                switches.text("demo.prospect2.key").orElse(OWN_KEY),
                Ports.from(switches),
                Map.of());
    }

    /** Where the services find Prospect2. */
    public String prospect2Url() {
        return prospect2.map(URI::toString).orElseGet(() -> ports.url(Port.PROSPECT2));
    }

    boolean hasOwnProspect2() {
        return prospect2.isEmpty();
    }

    /** The ports that will be listened on. */
    Set<Port> needed() {
        Set<Port> needed = EnumSet.allOf(Port.class);
        if (!hasOwnProspect2()) {
            needed.remove(Port.PROSPECT2);
        }
        return needed;
    }

    private static URI server(String url) {
        String trimmed = url.replaceAll("/+$", "");
        if (!trimmed.matches("https?://[^/]+(/.*)?") || trimmed.endsWith("/api/3")) {
            throw new SandboxException(
                    "-Ddemo.prospect2=%s is not an address such as http://localhost:9000, without /api/3"
                            .formatted(url));
        }
        return URI.create(trimmed);
    }
}
