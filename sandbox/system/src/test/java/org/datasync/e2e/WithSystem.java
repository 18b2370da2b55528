package org.datasync.e2e;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Options;
import org.datasync.sandbox.system.Ports;
import org.datasync.sandbox.system.Quiet;
import org.datasync.sandbox.system.Terminal;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test the whole system, started once for all of them and stopped after the last. */
final class WithSystem implements ParameterResolver {
    private static final int CONSTITUENTS = 2_000;

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalSystem.class;
    }

    @Override
    public LocalSystem resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.create(WithSystem.class))
                .computeIfAbsent(Started.class, key -> new Started(), Started.class)
                .system;
    }

    /** The store closes it at the end. */
    private static final class Started implements AutoCloseable {
        private final LocalSystem system;

        private Started() {
            Quiet.logging();
            Path directory = FreshDirectory.at(Path.of("target", "e2e"));
            var options = new Options(
                    Path.of(System.getProperty("demo.root")),
                    directory,
                    CONSTITUENTS,
                    Duration.ofSeconds(1),
                    20,
                    Optional.empty(),
                    "e2e-key",
                    Ports.free(),
                    // Small chunks, so that there is a middle of the publishing in which something can happen.
                    Map.of(
                            "DATASYNC_DELTA_PUBLISHING_CHUNK", "20",
                            "DATASYNC_DELTA_GENERATION_COUNT_PAUSE", "PT0.1S",
                            "DATASYNC_DELTA_CHANGES_INTERVAL", "PT0.001S"));
            system = LocalSystem.start(options, new Terminal(System.out));
            // Also when the tests are broken off.
            Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
        }

        @Override
        public void close() {
            system.close();
        }
    }
}
