package org.datasync.sandbox.system;

import java.util.List;
import java.util.stream.Collectors;
import org.datasync.sandbox.process.DatabaseProcess;
import org.datasync.sandbox.process.KafkaMemberProcess;
import org.datasync.sandbox.process.KafkaProcess;

/** How broker and database are started: as processes of their own, so that each can be killed alone. */
final class ServerSpecs {
    private final Options options;
    private final List<Integer> controllers;

    ServerSpecs(Options options) {
        this.options = options;
        this.controllers = Ports.free(options.ports().replicas(Port.KAFKA));
    }

    ChildSpec of(Replica replica) {
        int port = options.ports().of(replica.part().port(), replica.number());
        return new ChildSpec(
                replica.toString(),
                command(replica, options.directory().resolve(replica.toString()).toString(), String.valueOf(port)),
                SmallJvm.ENVIRONMENT,
                LogFile.of(options, replica),
                () -> Ports.answers(port));
    }

    private List<String> command(Replica replica, String directory, String port) {
        if (replica.part() == Part.DATABASE) {
            return JavaCommand.ofClass(DatabaseProcess.class, SmallJvm.OPTIONS, directory, port);
        }
        if (controllers.size() == 1) {
            return JavaCommand.ofClass(KafkaProcess.class, SmallJvm.OPTIONS, directory, port);
        }
        String voters = controllers.stream().map(String::valueOf).collect(Collectors.joining(","));
        return JavaCommand.ofClass(
                KafkaMemberProcess.class, SmallJvm.OPTIONS, directory, port, String.valueOf(replica.number()), voters);
    }
}
