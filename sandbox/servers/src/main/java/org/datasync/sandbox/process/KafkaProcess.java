package org.datasync.sandbox.process;

import org.datasync.sandbox.kafka.KafkaCluster;

/** A broker as a process of its own: {@code KafkaProcess <directory> <port>}. Says READY when it serves. */
public final class KafkaProcess {
    private KafkaProcess() {}

    public static void main(String[] arguments) throws Exception {
        ChildProcess.serve(arguments, KafkaCluster::single);
    }
}
