package org.datasync.sandbox.process;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.datasync.sandbox.kafka.KafkaCluster;

/**
 * One of several brokers, each a process of its own: {@code KafkaMemberProcess <directory> <port> <number>
 * <controller port of the first>,<of the second>,…}. Says READY when it serves, which needs most of the others.
 */
public final class KafkaMemberProcess {
    private KafkaMemberProcess() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 4) {
            throw new IllegalArgumentException("usage: <directory> <port> <number> <controller ports>");
        }
        ChildProcess.serve(() -> KafkaCluster.member(
                Path.of(arguments[0]),
                Integer.parseInt(arguments[1]),
                Integer.parseInt(arguments[2]),
                Stream.of(arguments[3].split(",")).map(Integer::valueOf).toList()));
    }
}
