package org.datasync.sandbox.kafka;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.common.Uuid;

/**
 * A real Kafka in KRaft mode inside this JVM, on loopback ports, with its data on disk: started again from the same
 * directory it has its topics, records and offsets.
 */
public final class KafkaCluster implements AutoCloseable {
    private static final int BROKERS = 3;
    /** Nodes in different processes have to agree on it before they know each other. */
    private static final String MEMBERS_CLUSTER = new Uuid(2026, 1124).toString();

    private final List<KafkaNode> controllers;
    private final List<KafkaNode> brokers;

    private KafkaCluster(List<KafkaNode> controllers, List<KafkaNode> brokers) {
        this.controllers = controllers;
        this.brokers = brokers;
    }

    /** One node that is broker and controller. Port 0 takes a free one. */
    public static KafkaCluster single(Path directory, int port) {
        BrokerLogging.quieten();
        List<Integer> ports = port == 0
                ? Ports.free(2)
                : List.of(Ports.requireFree(port), Ports.free(1).get(0));
        var settings = new NodeSettings(clusterId(directory), "1@localhost:" + ports.get(1), 1);
        var node = new KafkaNode(directory.resolve("node-1"), settings.combined(1, ports.get(0), ports.get(1)));
        return start(List.of(), List.of(node));
    }

    /**
     * One controller and three brokers, for tests of broker failures. The brokers listen on {@code basePort} and the
     * two ports after it, the controller on the next; base port 0 takes free ones.
     */
    public static KafkaCluster replicated(Path directory, int basePort) {
        BrokerLogging.quieten();
        List<Integer> ports = basePort == 0
                ? Ports.free(BROKERS + 1)
                : IntStream.rangeClosed(basePort, basePort + BROKERS)
                        .mapToObj(Ports::requireFree)
                        .toList();
        int controllerPort = ports.get(BROKERS);
        int controllerId = BROKERS + 1;
        var settings = new NodeSettings(clusterId(directory), controllerId + "@localhost:" + controllerPort, BROKERS);
        var controller =
                new KafkaNode(directory.resolve("controller"), settings.controller(controllerId, controllerPort));
        var brokers = new ArrayList<KafkaNode>();
        for (int id = 1; id <= BROKERS; id++) {
            brokers.add(new KafkaNode(directory.resolve("broker-" + id), settings.broker(id, ports.get(id - 1))));
        }
        return start(List.of(controller), List.copyOf(brokers));
    }

    /**
     * One of as many nodes as there are controller ports, each broker and controller, the others being in other
     * processes. Returns when the broker is one of the cluster.
     *
     * @param number of this node, from 1
     */
    public static AutoCloseable member(Path directory, int port, int number, List<Integer> controllerPorts) {
        BrokerLogging.quieten();
        String voters = IntStream.rangeClosed(1, controllerPorts.size())
                .mapToObj(id -> id + "@localhost:" + controllerPorts.get(id - 1))
                .collect(Collectors.joining(","));
        var settings = new NodeSettings(MEMBERS_CLUSTER, voters, controllerPorts.size());
        var node = new KafkaNode(directory, settings.combined(number, port, controllerPorts.get(number - 1)));
        node.start();
        return node::stop;
    }

    private static KafkaCluster start(List<KafkaNode> controllers, List<KafkaNode> brokers) {
        var cluster = new KafkaCluster(controllers, brokers);
        try {
            inParallel(cluster.all(), KafkaNode::start);
            TopicCreation.awaitBrokers(cluster.bootstrapServers(), brokers.size());
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** The addresses a client needs, stopped brokers included. */
    public String bootstrapServers() {
        return brokers.stream().map(KafkaNode::address).collect(Collectors.joining(","));
    }

    /** Creates what is missing of these topics and their dead letter topics, and waits until each can be written. */
    public void createTopics(TopicList topics) {
        createTopics(bootstrapServers(), topics, brokers.size());
    }

    /** The same for a cluster in another process, with this number of replicas. */
    public static void createTopics(String bootstrapServers, TopicList topics, int replicas) {
        TopicCreation.create(bootstrapServers, topics, replicas);
    }

    /** How many brokers there are, running or not. */
    public int brokerCount() {
        return brokers.size();
    }

    /** Stops a broker in good order; its partitions move to the others. Without effect on a stopped one. */
    public void stopBroker(int index) {
        brokers.get(index).stop();
    }

    /** Starts a stopped broker on its old port with its old data, and waits until the others know it again. */
    public void startBroker(int index) {
        brokers.get(index).start();
        int running = (int) brokers.stream().filter(KafkaNode::isRunning).count();
        TopicCreation.awaitBrokers(bootstrapServers(), running);
    }

    /** Brokers first and together, the controller last: in any other order each waits for the other. */
    @Override
    public void close() {
        try {
            inParallel(brokers, KafkaNode::stop);
        } finally {
            controllers.forEach(KafkaNode::stop);
        }
    }

    private List<KafkaNode> all() {
        var all = new ArrayList<>(controllers);
        all.addAll(brokers);
        return all;
    }

    private static void inParallel(List<KafkaNode> nodes, Consumer<KafkaNode> action) {
        CompletableFuture.allOf(nodes.stream()
                        .map(node -> CompletableFuture.runAsync(
                                () -> action.accept(node), task -> new Thread(task, "kafka-" + node.address()).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static String clusterId(Path directory) {
        return KeptText.in(
                directory.resolve("cluster.id"), () -> Uuid.randomUuid().toString());
    }
}
