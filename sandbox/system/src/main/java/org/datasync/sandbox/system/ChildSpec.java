package org.datasync.sandbox.system;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * A process to start.
 *
 * @param environment added to the launcher's own
 * @param log where its output goes
 * @param ready whether it does its work now; asked again and again
 */
record ChildSpec(String name, List<String> command, Map<String, String> environment, Path log, BooleanSupplier ready) {
    ChildSpec {
        requireNonNull(name, "name");
        requireNonNull(log, "log");
        requireNonNull(ready, "ready");
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
