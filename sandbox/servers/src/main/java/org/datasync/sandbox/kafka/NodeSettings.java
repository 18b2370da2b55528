package org.datasync.sandbox.kafka;

import java.util.List;
import java.util.Properties;

/** The configuration of each node: small buffers, quick failover, everything replicated to as many brokers as exist. */
record NodeSettings(String clusterId, String voters, int brokers) {
    private static final List<String> REPLICATION_FACTORS = List.of(
            "default.replication.factor",
            "offsets.topic.replication.factor",
            "transaction.state.log.replication.factor",
            "share.coordinator.state.topic.replication.factor");
    private static final List<String> MINIMUM_IN_SYNC =
            List.of("min.insync.replicas", "transaction.state.log.min.isr", "share.coordinator.state.topic.min.isr");

    Node combined(int id, int port, int controllerPort) {
        return node(id, "broker,controller", client(port) + "," + controller(controllerPort), client(port), port);
    }

    Node broker(int id, int port) {
        return node(id, "broker", client(port), client(port), port);
    }

    Node controller(int id, int port) {
        return node(id, "controller", controller(port), null, port);
    }

    private Node node(int id, String roles, String listeners, String advertised, int port) {
        Properties properties = common();
        properties.put("process.roles", roles);
        properties.put("node.id", String.valueOf(id));
        properties.put("listeners", listeners);
        if (advertised != null) {
            properties.put("advertised.listeners", advertised);
            properties.put("inter.broker.listener.name", "PLAINTEXT");
        }
        return new Node(id, clusterId, "localhost:" + port, properties);
    }

    private Properties common() {
        var properties = new Properties();
        properties.put("controller.quorum.voters", voters);
        properties.put("controller.listener.names", "CONTROLLER");
        properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        REPLICATION_FACTORS.forEach(key -> properties.put(key, String.valueOf(brokers)));
        MINIMUM_IN_SYNC.forEach(key -> properties.put(key, String.valueOf(Math.max(1, brokers - 1))));
        properties.put("offsets.topic.num.partitions", "4");
        properties.put("transaction.state.log.num.partitions", "4");
        properties.put("num.partitions", "3");
        // A topic that nobody declared is a mistake to be seen.
        properties.put("auto.create.topics.enable", "false");
        // A group is ready at once, and a test may use short sessions.
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("group.min.session.timeout.ms", "500");
        // With the default of 9 s a restart after a kill waits that long for the old registration to expire.
        properties.put("broker.session.timeout.ms", "3000");
        properties.put("broker.heartbeat.interval.ms", "500");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "2");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", "16777216");
        properties.put("offsets.load.buffer.size", "1048576");
        return properties;
    }

    private static String client(int port) {
        return "PLAINTEXT://localhost:" + port;
    }

    private static String controller(int port) {
        return "CONTROLLER://localhost:" + port;
    }

    /** What one node is started with; the directory comes with the node. */
    record Node(int id, String clusterId, String address, Properties properties) {}
}
