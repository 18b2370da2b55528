package org.datasync.sandbox.system;

import java.util.List;
import java.util.Map;
import org.datasync.sandbox.process.DatabaseProcess;
import org.datasync.sandbox.process.KafkaProcess;

/** How broker and database are started: as processes of their own, so that each can be killed alone. */
final class ServerSpecs {
    private static final List<String> JVM =
            List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss512k");

    private final Options options;

    ServerSpecs(Options options) {
        this.options = options;
    }

    ChildSpec of(Part part) {
        Class<?> main = part == Part.KAFKA ? KafkaProcess.class : DatabaseProcess.class;
        int port = options.ports().of(part.port());
        return new ChildSpec(
                part.title(),
                JavaCommand.ofClass(
                        main, JVM, options.directory().resolve(part.title()).toString(), String.valueOf(port)),
                Map.of(),
                LogFile.of(options, part),
                () -> Ports.answers(port));
    }
}
